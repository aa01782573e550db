package io.muster.failover;

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
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code muster bench directory}, with few users: not how fast, but that everything is measured and compared. */
class BenchDirectoryTest
{
    private static final int ENDS_S = 240;
    private static final List<String> ENGINES = List.of("muster", "cqengine", "h2", "hashMaps", "redis");
    private static final List<String> KEYS = List.of("insertPerSecond", "updatePerSecond", "removePerSecond",
        "lookupNs", "groupVisitNsPerMember", "rangeOf50Ns", "conjunctionNs");
    private static final List<String> OWN_KEYS = List.of("bytesPerUser", "snapshotMBPerSecond", "restoreMBPerSecond",
        "worstCommandMs", "worstOfNothingMs", "snapshotPauseMs");

    @TempDir
    private Path folder;

    /** Without a Redis on the path it says so; with one, that one is measured as the others are. */
    @Test
    void shouldMeasureEveryEngineAndFindTheirAnswersEqual() throws IOException
    {
        final Cli bench = Cli.run(folder, ENDS_S,
            "bench", "directory", "--users", "2000", "--json", "bench.json", "--plot", "bench.svg");

        assertEquals(0, bench.exitStatus(), bench::text);
        final JsonNode json = json();
        for (final String engine : ENGINES)
        {
            if ("redis".equals(engine) && !isRedisHere())
            {
                assertTrue(json.path(engine).path("missing").asText().contains("redis-server"), json::toPrettyString);
                continue;
            }
            for (final String key : KEYS)
            {
                assertTrue(json.path(engine).path(key).asDouble() > 0, engine + " " + key + json.toPrettyString());
            }
            assertTrue(json.path(engine).has("bytesAllocatedPerOperation"), json::toPrettyString);
            // How many is not judged: of 2,000 users, what a collection frees besides is as much as they take.
            assertTrue(json.path(engine).has("bytesPerUser"), json::toPrettyString);
            assertEquals(json.path("muster").path("answers"), json.path(engine).path("answers"), json::toPrettyString);
        }
        for (final String key : OWN_KEYS)
        {
            assertTrue(json.path("muster").path(key).asDouble() > 0, key + json.toPrettyString());
        }
        assertEquals(0, json.path("muster").path("bytesAllocatedPerOperation").asDouble(-1), json::toPrettyString);
        assertTrue(Files.readString(folder.resolve("bench.svg")).contains("conjunction, first 20"));
    }

    @Test
    void shouldSayThatRedisIsMissingAndMakeNoNumbersUp() throws IOException
    {
        final List<String> command = new ArrayList<>(List.of("/usr/bin/env", "PATH=/nowhere"));
        command.addAll(Jvm.command(Cli.MAIN, List.of()));
        command.addAll(List.of(
            "bench", "directory", "--users", "1000", "--engines", "hashMaps,redis", "--json", "bench.json"));

        final Cli bench = Cli.start(folder, command).awaitEnd(ENDS_S);

        assertEquals(0, bench.exitStatus(), bench::text);
        assertTrue(bench.out().contains("redis     NOT MEASURED: there is no redis-server on the PATH"), bench::text);
        assertEquals(List.of("missing"), names(json().path("redis")));
        assertTrue(json().path("hashMaps").path("lookupNs").asDouble() > 0);
    }

    @Test
    void shouldRefuseWhatItCannotDo()
    {
        expectRefusal(2, "M0201 --users is from 1000 to 10000000, not 5", "--users", "5");
        expectRefusal(2, "M0201 --engines: there is no engine redys", "--engines", "muster,redys");
        expectRefusal(3, "M0202 cannot write " + folder.resolve("no/such/file.json"),
            "--json", folder.resolve("no/such/file.json").toString());
    }

    private void expectRefusal(final int exitStatus, final String sentence, final String... arguments)
    {
        final Cli bench = Cli.run(folder, ENDS_S,
            Stream.concat(Stream.of("bench", "directory"), Stream.of(arguments)).toArray(String[]::new));

        assertEquals(exitStatus, bench.exitStatus(), bench::text);
        assertTrue(bench.err().startsWith("muster: " + sentence), bench::text);
    }

    private JsonNode json() throws IOException
    {
        return new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
    }

    private static List<String> names(final JsonNode node)
    {
        final List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isRedisHere()
    {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch((path) -> Files.isExecutable(Path.of(path, "redis-server")));
    }
}
