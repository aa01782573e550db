package io.muster.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code muster bench failover}, with as few kills and seconds as there may be. */
class BenchFailoverTest
{
    private static final int ENDS_S = 300;

    @TempDir
    private Path folder;

    @Test
    void shouldKillLeadersOfBothAndTellTheGaps() throws IOException
    {
        final Cli bench = Cli.run(folder, ENDS_S,
            "bench", "failover", "--rounds", "1", "--seconds", "3", "--json", "bench.json");

        assertEquals(0, bench.exitStatus(), bench::text);
        final JsonNode json = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
        for (final String who : List.of("muster", "raw"))
        {
            final JsonNode gap = json.path("controlGapMs").path(who);
            // Shorter than the silence after which a leader counts as dead cannot be.
            assertTrue(gap.path("p50").asLong() > 300 && gap.path("max").asLong() >= gap.path("p50").asLong(),
                json::toPrettyString);
            assertTrue(json.path("secondDisturbanceMs").path(who).has("max"), json::toPrettyString);
        }
        assertTrue(json.path("playGapMs").path("max").asLong() > 20, json::toPrettyString);
        assertTrue(json.path("ratio").asDouble() > 0, json::toPrettyString);
        assertTrue(json.path("needlessTerms").path("raw").asLong(-1) >= 0, json::toPrettyString);
        assertTrue(json.path("needlessTerms").path("muster").asLong(-1) >= 0, json::toPrettyString);
        for (final String how : List.of("with", "without"))
        {
            assertTrue(json.path("witness").path(how).path("commandsPerSecond").asLong() > 0, json::toPrettyString);
            assertTrue(json.path("witness").path(how).path("p99Us").asLong() > 0, json::toPrettyString);
        }
        assertTrue(bench.out().contains("control gap p50 <= 1.15 x raw"), bench::text);
    }

    @Test
    void shouldRefuseWhatItCannotDo()
    {
        expectRefusal(2, "M0201 --rounds is a number from 1 to 1000, not 0", "--rounds", "0");
        expectRefusal(2, "M0201 --set is a master's setting and its value", "--set", "node.mtu=8k");
        expectRefusal(2, "M0201 there is no option --round; see --help", "--round", "3");
        expectRefusal(3, "M0202 cannot write " + folder.resolve("no/such/file.json"),
            "--json", folder.resolve("no/such/file.json").toString());
    }

    private void expectRefusal(final int exitStatus, final String sentence, final String... arguments)
    {
        final Cli bench = Cli.run(folder, ENDS_S,
            Stream.concat(Stream.of("bench", "failover"), Stream.of(arguments)).toArray(String[]::new));

        assertEquals(exitStatus, bench.exitStatus(), bench::text);
        assertTrue(bench.err().startsWith("muster: " + sentence), bench::text);
    }
}
