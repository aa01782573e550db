package io.muster.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.console.local.PortBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code up}, {@code status}, {@code bots} and {@code down}, in one story, since each start takes seconds. */
class StandingClusterTest
{
    private static final int UP_S = 60;
    private static final int ENDS_S = 60;

    @TempDir
    private Path folder;
    private PortBlock ports;
    private String firstPort;

    @BeforeEach
    void claimPorts()
    {
        ports = PortBlock.claim();
        firstPort = String.valueOf(ports.port(0));
    }

    @AfterEach
    void stop()
    {
        Cli.run(folder, ENDS_S, "down");
        ports.close();
    }

    @Test
    void shouldComeUpOnceBeShownCarryPlayersAndGoDown() throws Exception
    {
        final Cli up = Cli.run(folder, UP_S, "up", "--first-port", firstPort);
        assertEquals(0, up.exitStatus(), up::text);
        assertTrue(up.out().contains("Ready after "), up::text);

        shouldRefuseASecondOne();
        shouldBeShown();
        shouldFindRecords();
        shouldCarryPlayers();

        final Cli down = Cli.run(folder, ENDS_S, "down");
        assertEquals("7 nodes stopped.\n", down.out(), down::text);
        assertEquals(3, Cli.run(folder, ENDS_S, "down").exitStatus());
    }

    private void shouldRefuseASecondOne()
    {
        final Cli second = Cli.run(folder, ENDS_S, "up", "--first-port", firstPort);
        assertEquals(3, second.exitStatus(), second::text);
        assertTrue(second.err().startsWith("muster: M0203 a cluster is up in data already"), second::text);

        final Cli elsewhere = Cli.run(folder, ENDS_S, "up", "--first-port", firstPort, "--data", "other");
        assertEquals(3, elsewhere.exitStatus(), elsewhere::text);
        assertTrue(elsewhere.err().startsWith("muster: M0110 port "), elsewhere::text);
    }

    private void shouldBeShown() throws Exception
    {
        final Cli table = Cli.run(folder, ENDS_S, "status");
        assertEquals(0, table.exitStatus(), table::text);
        assertTrue(table.out().matches("(?s).*master-\\d leads\\.\n"), table::text);
        assertEquals(1, table.out().lines().filter((line) -> line.contains(" leader ")).count(), table::text);
        assertEquals(2, table.out().lines().filter((line) -> line.contains(" standby ")).count(), table::text);

        final JsonNode json = new ObjectMapper().readTree(Cli.run(folder, ENDS_S, "status", "--json").out());
        assertTrue(json.path("leader").asText().startsWith("master-"), json::toPrettyString);
        assertEquals(7, json.path("nodes").size());
        for (final JsonNode node : json.path("nodes"))
        {
            assertTrue(node.path("alive").asBoolean() && node.has("status"), json::toPrettyString);
        }
    }

    private void shouldFindRecords() throws Exception
    {
        final Cli nodes = Cli.run(folder, ENDS_S, "find", "nodes", "--where", "kind=game up=yes", "--order", "load");
        assertEquals(0, nodes.exitStatus(), nodes::text);
        assertTrue(nodes.out().matches("(?s)id +kind +up +load.*\n2[12] +game .*\n2 found, by master-\\d at .*"),
            nodes::text);

        for (int replica = 0; replica < 3; replica++)
        {
            final JsonNode json = new ObjectMapper().readTree(Cli.run(
                folder, ENDS_S, "find", "nodes", "--master", String.valueOf(replica), "--limit", "3", "--json").out());
            assertEquals("master-" + replica, json.path("answeredBy").asText(), json::toPrettyString);
            assertTrue(json.path("found").size() == 3 && json.path("hasMore").asBoolean(), json::toPrettyString);
        }

        final Cli explained = Cli.run(
            folder, ENDS_S, "find", "instances", "--where", "type=arena hall=small tag=fresh", "--explain");
        assertEquals("instances: ", explained.out().substring(0, 11), explained::text);

        final Cli refused = Cli.run(folder, ENDS_S, "find", "users", "--where", "colour=red");
        assertEquals(2, refused.exitStatus(), refused::text);
        assertTrue(refused.err().startsWith("muster: M0221 FIELD_UNKNOWN: there is no such field"), refused::text);
    }

    private void shouldCarryPlayers() throws Exception
    {
        final Cli bots = Cli.run(folder, ENDS_S,
            "bots", "--players", "20", "--seconds", "5", "--game", "connect-four", "--json", "bots.json");
        assertEquals(0, bots.exitStatus(), bots::text);
        final JsonNode json = new ObjectMapper().readTree(folder.resolve("bots.json").toFile());
        assertTrue(json.path("gamesFinished").asLong() > 0, json::toPrettyString);
    }
}
