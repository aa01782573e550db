package io.muster.game;

import io.aeron.CommonContext;
import io.muster.node.Preflight;
import io.muster.node.StartupException;
import io.muster.node.settings.Settings;
import org.junit.jupiter.api.Test;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GameNodeTest
{
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @Test
    void shouldStartWithoutAMasterShowItsPageAndClose() throws Exception
    {
        final int statusPort = freeTcpPort();
        final GameNode node = new GameNode(settings(Map.of("node.statusPort", Integer.toString(statusPort))));
        try
        {
            final String ready = node.start(failure::set);
            assertTrue(ready.matches("game 3 play=127.0.0.1:\\d+ types=arena,connect-four"), ready);
            assertEquals(503, get(statusPort, "/health").statusCode());

            final String status = get(statusPort, "/status").body();
            for (final String name : new String[]{ "\"game_types\":\"arena,connect-four\"", "\"instances\":0",
                "\"worker_1_tick_late_p99_us\"", "\"registered\":0", "\"ticks_skipped_total\":" })
            {
                assertTrue(status.contains(name), name + " is not in " + status);
            }
        }
        finally
        {
            node.close();
        }
        assertNull(failure.get());
    }

    @Test
    void shouldRefuseSettingsThatCannotBe()
    {
        final List<Map<String, String>> wrongs = List.of(
            Map.of("game.types", "chess"),
            Map.of("game.workers", "0"),
            Map.of("game.packetRing", "100000"),
            Map.of("game.outputsMax", "1k"),
            Map.of("game.linger", "soon"));
        for (final Map<String, String> wrong : wrongs)
        {
            assertThrows(StartupException.class, () -> new GameNode(settings(wrong)), wrong.toString());
        }
    }

    @Test
    void shouldDescribeEverySettingAndKnowNoOther()
    {
        final Settings settings = settings(Map.of());
        new GameNode(settings);
        settings.finish();
        assertTrue(settings.page().contains("game.linger = 20s"));

        final Settings misspelt = settings(Map.of("game.worker", "1"));
        new GameNode(misspelt);
        assertTrue(assertThrows(StartupException.class, misspelt::finish).getMessage().contains("game.workers"));
    }

    private static Settings settings(final Map<String, String> overrides)
    {
        final Map<String, String> all = new HashMap<>(overrides);
        all.put("node.id", "3");
        all.put("node.aeronDir", CommonContext.generateRandomDirName());
        all.put("master.members", "0=127.0.0.1:" + Preflight.udpPort("127.0.0.1", 0));
        return Settings.of(null, all);
    }

    private static HttpResponse<String> get(final int port, final String path) throws Exception
    {
        return HttpClient.newHttpClient().send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    }

    private static int freeTcpPort() throws Exception
    {
        try (ServerSocket socket = new ServerSocket(0))
        {
            return socket.getLocalPort();
        }
    }
}
