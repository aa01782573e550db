package io.muster.failover.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.console.local.Jvm;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
    private static final int END_S = 300;

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

    @Test
    void shouldLoseNothingWhenTheLeaderIsNotHeard() throws Exception
    {
        assertNothingIsLost(drill("leader-unheard"));
    }

    @Test
    void shouldLoseNothingWhenThePowerOfAllMastersIsCut() throws Exception
    {
        assertNothingIsLost(drill("power-cut-all"));
    }

    @Test
    void shouldLoseNothingWhenABitOfTheLogIsFlipped() throws Exception
    {
        assertNothingIsLost(drill("log-flip"));
    }

    @Test
    void shouldLoseNothingWhenATailOfAnOldTermIsCountedForAMajority() throws Exception
    {
        assertNothingIsLost(drill("stale-term"));
    }

    /**
     * That the test before can fail. Players who lost what they were told wait for it to the end, so this takes a
     * hundred seconds, more than a build has time for: {@code -Ddrill.long=true}.
     */
    @Test
    @EnabledIfSystemProperty(named = "drill.long", matches = "true")
    void shouldLoseWhatOneMasterAloneHadCommittedWithoutWitnesses() throws Exception
    {
        final JsonNode row = drill("stale-term", "--set", "master.witness=false", "--players", "8");

        assertTrue(row.path("injected").asInt() == 1 && row.path("lost").asInt() > 0, row::toPrettyString);
    }

    private static void assertNothingIsLost(final JsonNode row)
    {
        assertEquals("ok", row.path("verdict").asText(), row::toPrettyString);
        assertEquals(0, row.path("lost").asInt(), row::toPrettyString);
        assertEquals(0, row.path("duplicated").asInt(), row::toPrettyString);
        assertTrue(row.path("injected").asInt() == 1 && row.path("acknowledged").asInt() > 0, row::toPrettyString);
    }

    /** One strike, in a process of its own; what it said is in the message of a test that fails. */
    private JsonNode drill(final String fault, final String... more) throws Exception
    {
        final Path json = folder.resolve(fault + ".json");
        final List<String> command = new ArrayList<>(Jvm.command(Drill.class.getName(), List.of()));
        command.addAll(List.of("--fault", fault, "--minutes", "0", "--players", "12", "--json", json.toString()));
        command.addAll(List.of(more));
        final File said = folder.resolve(fault + ".log").toFile();
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
        final boolean ended = process.waitFor(END_S, TimeUnit.SECONDS);
        process.destroy();
        assertTrue(ended && Files.exists(json), () -> read(said));
        final JsonNode row = new ObjectMapper().readTree(json.toFile());
        final String verdict = row.path("verdict").asText();
        Assumptions.assumeFalse(verdict.startsWith("impossible"), () -> fault + " is " + verdict);
        return row;
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
