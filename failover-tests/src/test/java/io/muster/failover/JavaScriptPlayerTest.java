package io.muster.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.LocalCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The schema alone is enough to write a player in another language. */
class JavaScriptPlayerTest
{
    private static final Path ROOT = Path.of(System.getProperty("muster.root"));
    private static final Path PLAYER = ROOT.resolve("failover-tests/src/test/js/player.mjs");
    private static final Path SCHEMAS = ROOT.resolve("codecs/src/main/sbe");

    @TempDir
    private Path folder;

    private static boolean hasNode()
    {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch((place) -> Files.isExecutable(Path.of(place, "node")));
    }

    @Test
    void shouldPlayConnectFourToTheEnd() throws Exception
    {
        assumeTrue(hasNode(), "node is not on the PATH");
        try (LocalCluster cluster = new LocalCluster(ClusterPlan.temporary(), true))
        {
            cluster.start();
            final String[] endpoint = cluster.playerEndpoints().get(0).split(":");

            final Cli players = Cli.start(folder,
                List.of("node", PLAYER.toString(), SCHEMAS.toString(), endpoint[0], endpoint[1])).awaitEnd(60);

            assertEquals(0, players.exitStatus(), players::text);
            final List<String> lines = players.out().lines().toList();
            final JsonNode seen = new ObjectMapper().readTree(lines.get(lines.size() - 1));
            assertEquals(2, seen.path("sessionNodes").asInt(), players::text);
            assertTrue(seen.path("moves").asInt() >= 7, players::text);
        }
    }
}
