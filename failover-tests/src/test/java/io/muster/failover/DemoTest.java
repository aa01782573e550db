package io.muster.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.console.local.Jvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The demo that the README begins with. */
class DemoTest
{
    private static final int ENDS_S = 120;

    @TempDir
    private Path folder;

    @Test
    void shouldNotLetPlayersNoticeMuchWhenTheLeaderDies() throws Exception
    {
        final Cli demo = Cli.run(folder, ENDS_S,
            "demo", "--players", "60", "--seconds", "15", "--kill-leader-at", "5", "--json", "demo.json");

        assertEquals(0, demo.exitStatus(), demo::text);
        final String out = demo.out();
        assertTrue(Pattern.compile("<- leader (\\d) killed").matcher(out).find(), out);
        assertTrue(Pattern.compile("leader is \\d now").matcher(out).find(), out);
        assertTrue(Pattern.compile("master \\d is back as standby").matcher(out).find(), out);
        assertTrue(out.endsWith("Verdict: ok\n"), out);

        final JsonNode json = new ObjectMapper().readTree(folder.resolve("demo.json").toFile());
        assertEquals("ok", json.path("verdict").asText(), out);
        assertEquals(60, json.path("players").asInt());
        for (final String name : List.of("gamesFinished", "commandsAcknowledged", "inputsSent", "inputP50Us"))
        {
            assertTrue(json.path(name).asLong() > 0, json::toPrettyString);
        }
        for (final String name : List.of("gamesDisputed", "commandsAcknowledgedLost", "eventsDuplicated", "inputsLost",
            "inputsDuplicated"))
        {
            assertEquals(0, json.path(name).asLong(-1), json::toPrettyString);
        }
    }

    /** Its temporary files go to the test's folder, as what is killed cannot delete them. */
    private Cli startDemo()
    {
        final List<String> command = Jvm.command(Cli.MAIN, List.of("-Djava.io.tmpdir=" + folder));
        command.addAll(List.of("demo", "--players", "2", "--seconds", "60", "--kill-leader-at", "0"));
        final Cli demo = Cli.start(folder, command);
        Await.until(60, demo::text, () -> demo.out().contains("Ready after"));
        return demo;
    }

    @Test
    void shouldLeaveNoProcessBehindWhenItIsKilled()
    {
        final Cli demo = startDemo();
        final List<ProcessHandle> nodes = demo.process().descendants().toList();
        assertEquals(7, nodes.size(), demo::text);

        demo.process().destroyForcibly();

        Await.until(20, nodes::toString, () -> nodes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void shouldCleanUpWhenItIsInterrupted() throws IOException
    {
        final Cli demo = startDemo();
        final List<ProcessHandle> nodes = demo.process().descendants().toList();

        demo.process().destroy();

        demo.awaitEnd(30);
        assertTrue(nodes.stream().noneMatch(ProcessHandle::isAlive), nodes::toString);
        try (Stream<Path> left = Files.list(folder))
        {
            assertTrue(left.noneMatch((file) -> file.getFileName().toString().matches("muster-[0-9]+")));
        }
    }
}
