package io.muster.console;

import io.muster.console.report.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MusterTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(final String... args)
    {
        final CommandLine command = Muster.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "down", "status", "find", "bots", "node", "bench", "drill", "simulate"})
    void shouldExplainEachCommandWithExamples(final String name)
    {
        assertEquals(0, run("help", name));

        assertTrue(out.toString().contains("Usage: muster " + name), out.toString());
        assertTrue(out.toString().contains("Examples:\n  ./muster " + name), out.toString());
    }

    @Test
    void shouldListItsCommandsAndExitStatusesWhenAskedForNothing()
    {
        assertEquals(0, run());

        assertTrue(out.toString().contains("  demo      See a whole cluster"), out.toString());
        assertTrue(out.toString().contains("Exit status:\n  0   done; a verdict is ok"), out.toString());
    }

    @Test
    void shouldSuggestTheOptionThatWasMeant()
    {
        assertEquals(2, run("demo", "--player", "3"));

        assertTrue(err.toString().startsWith("muster: M0201 Unknown option"), err.toString());
        assertTrue(err.toString().contains("--players"), err.toString());
        assertTrue(err.toString().contains("Try 'muster demo --help'."), err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "demo --players 1,           '--players is from 2 to 10000, not 1'",
        "demo --players many,        'Invalid value for option ''--players'': ''many'' is not an int'",
        "demo --seconds 4,           '--seconds is from 5 to 3600, not 4'",
        "demo --kill-leader-at 30,   '--kill-leader-at is 0 (never) or a second of the run, 1 to 29, not 30'",
        "demo --kill-leader-at -1,   '--kill-leader-at is 0 (never) or a second of the run, 1 to 29, not -1'",
        "bots --players 0,           '--players is from 1 to 100000, not 0'",
        "bots --game chess,          '--game is connect-four or arena, not [chess]'",
        "bots --nodes nowhere,       '--nodes: a session node is host:port, not ''nowhere'''",
        "up --first-port 80,         '--first-port is from 1024 to 65400, not 80'",
        "find,                       'Missing required parameter: ''KIND'''",
        "find guilds,                'KIND is users, instances or nodes, not guilds'",
        "find users --limit 0,       '--limit is from 1 to 100000, not 0'",
        "bench,                  'which benchmark? There are: master, directory, failover, elections, capture, replay'",
        "node, 'Missing required parameter: ''KIND'''"
    })
    void shouldRefuseWhatIsOutOfRangeBeforeAnythingIsStarted(final String line, final String sentence)
    {
        assertEquals(2, run(line.split(" ")));

        assertEquals("muster: M0201 " + sentence, err.toString().lines().findFirst().orElseThrow());
    }

    @Test
    void shouldRefuseAJsonFileThatCannotBeWrittenBeforeAnythingIsStarted()
    {
        assertEquals(3, run("demo", "--json", folder.resolve("missing/demo.json").toString()));

        assertTrue(err.toString().startsWith("muster: M0202 cannot write "), err.toString());
    }

    @Test
    void shouldLeaveNoTraceOfTheCheckOfAJsonFile() throws Exception
    {
        final Path existing = Files.writeString(folder.resolve("old.json"), "{}");

        new JsonFile(existing);
        new JsonFile(folder.resolve("new.json"));

        assertEquals("{}", Files.readString(existing));
        assertFalse(Files.exists(folder.resolve("new.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "status", "bots", "find users"})
    void shouldSayThatNothingIsUp(final String name)
    {
        assertEquals(3, run((name + " --data " + folder).split(" ")));

        assertEquals("muster: M0204 no cluster is up in " + folder + "; ./muster up starts one\n", err.toString());
    }
}
