package io.muster.failover.past;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code muster log dump} and {@code muster replay instance} on what session and game nodes have captured. */
class CapturedTest extends RecordedTest
{
    /** One was stopped, one was killed, one was copied while it was written to. */
    @Test
    void shouldPrintWhatNodesHaveCaptured() throws IOException
    {
        for (int number = 1; number <= 2; number++)
        {
            assertEquals(0, run("log", "dump", recorded.session(number), "--json"), this::text);
            assertTrue(types().containsAll(List.of("player-came", "Login", "UserEnter", "UserEntered", "Welcome",
                "Input", "Output")), this::text);
            assertFalse(types().contains("malformed"), this::text);
            assertEquals(0, run("log", "dump", recorded.game(number), "--json"), this::text);
            assertTrue(types().containsAll(List.of("RegisterNode", "StartInstance", "GameBegun", "GameJoined",
                "GameInput", "GameTicked", "GameState")), this::text);
            assertFalse(types().contains("malformed"), this::text);
        }
        final long instanceId = objects().stream().filter((it) -> it.path("message").path("type").asText()
            .equals("GameBegun")).findFirst().orElseThrow().path("instance").asLong();
        assertEquals(0, run("log", "dump", recorded.game(2), "--json", "--instance", instanceId), this::text);
        final List<String> journal = types().stream().filter((it) -> it.startsWith("Game")).toList();
        assertEquals("GameBegun", journal.get(0));
        assertTrue(journal.contains("GameTicked"), this::text);
        expectRefusal(3, "M0231", "log", "stat", recorded.game(1));
    }

    @Test
    void shouldTellTheStoryOfAPlayer() throws IOException
    {
        assertEquals(0, run("log", "dump", recorded.session(1), "--json", "--type", "Login"), this::text);
        final String name = objects().get(0).path("message").path("name").asText();

        assertEquals(0, run("log", "dump", recorded.session(1), "--json", "--user", name), this::text);
        assertEquals("player-came", types().get(0), this::text);
        assertTrue(types().containsAll(
            List.of("Login", "UserEnter", "UserEntered", "Welcome", "UserSeated", "Input", "Output")), this::text);
        assertEquals(1, objects().stream().map((it) -> it.path("userId").asLong()).filter((it) -> it != 0).distinct()
            .count(), this::text);
    }

    private List<String> types() throws IOException
    {
        return objects().stream().map((it) -> it.path("message").path("type").asText()).toList();
    }

    /** What players did live, once more: each game of both nodes, that of the killed one included. */
    @Test
    void shouldPlayEveryGameAgain() throws IOException
    {
        for (int number = 1; number <= 2; number++)
        {
            assertEquals(0, run("replay", "instance", recorded.game(number), "--json"), this::text);
            final List<JsonNode> instances = objects();
            assertFalse(instances.isEmpty(), this::text);
            for (final JsonNode instance : instances)
            {
                assertEquals(0, run("replay", "instance", recorded.game(number), "--json", "--instance",
                    instance.path("instance").asLong()), this::text);
                assertTrue(objects().get(0).path("same").asBoolean(), this::text);
                assertTrue(objects().get(0).path("states").asLong() > 0, this::text);
            }
        }
    }
}
