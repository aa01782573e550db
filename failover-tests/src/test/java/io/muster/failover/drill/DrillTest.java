package io.muster.failover.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.console.local.Jvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The drill as it is run by hand, struck as often as the time of a build allows. */
class DrillTest
{
    private static final int END_S = 180;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingWhenTheLeaderIsKilled() throws Exception
    {
        assertNothingIsLost(drill("leader-kill"));
    }

    @Test
    void shouldLoseNothingWhenTheLeaderStandsStill() throws Exception
    {
        assertNothingIsLost(drill("leader-pause"));
    }

    private static void assertNothingIsLost(final JsonNode row)
    {
        assertEquals("ok", row.path("verdict").asText(), row::toPrettyString);
        assertEquals(0, row.path("lost").asInt(), row::toPrettyString);
        assertEquals(0, row.path("duplicated").asInt(), row::toPrettyString);
        assertTrue(row.path("injected").asInt() >= 1 && row.path("controlGapMaxMs").asInt() > 0, row::toPrettyString);
    }

    /** One strike, in a process of its own; what it said is in the message of a test that fails. */
    private JsonNode drill(final String fault, final String... more) throws Exception
    {
        final Path json = folder.resolve(fault + ".json");
        final List<String> command = new ArrayList<>(Jvm.command(Drill.class.getName(), List.of()));
        command.addAll(List.of("--fault", fault, "--minutes", "0", "--json", json.toString()));
        command.addAll(List.of(more));
        final File said = folder.resolve(fault + ".log").toFile();
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
        final boolean ended = process.waitFor(END_S, TimeUnit.SECONDS);
        process.destroy();
        assertTrue(ended && Files.exists(json), () -> read(said));
        return new ObjectMapper().readTree(json.toFile());
    }

    private static String read(final File file)
    {
        try
        {
            return Files.readString(file.toPath());
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }
}
