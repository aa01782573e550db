package io.muster.node.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StatusPageTest
{
    private static final String HOST = "127.0.0.1";

    private final Counters counters = new Counters();
    private final AtomicBoolean isHealthy = new AtomicBoolean(true);
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private StatusPage page;

    @BeforeEach
    void start() throws IOException
    {
        try (ServerSocket socket = new ServerSocket(0))
        {
            port = socket.getLocalPort();
        }
        page = new StatusPage(HOST, port, counters, isHealthy::get).text("kind", () -> "a \"probe\"")
            .queries(StatusPageTest::answer).start();
    }

    @AfterEach
    void stop()
    {
        page.close();
    }

    @Test
    void shouldSayWhetherTheProcessIsHealthy() throws Exception
    {
        assertEquals(200, get("/health").statusCode());

        isHealthy.set(false);

        assertEquals(503, get("/health").statusCode());
    }

    @Test
    void shouldShowCountersAndTextsAsOneFlatObject() throws Exception
    {
        counters.counter("commands_applied_total", "commands applied").setRelease(42);

        final JsonNode status = new ObjectMapper().readTree(get("/status").body());

        assertEquals("a \"probe\"", status.get("kind").asText());
        assertEquals(42, status.get("commands_applied_total").asLong());
        assertTrue(status.get("healthy").asBoolean());
    }

    @Test
    void shouldAnswerAQueryInBytes() throws Exception
    {
        final HttpResponse<byte[]> answer = post(new byte[]{1, 2, 3});

        assertEquals(200, answer.statusCode());
        assertArrayEquals(new byte[]{3, 2, 1}, answer.body());
    }

    @Test
    void shouldTellAnAnswerThatDoesNotComeFromAQueryThatIsNone() throws Exception
    {
        assertEquals(503, post(new byte[]{0}).statusCode());
        assertEquals(400, post(new byte[0]).statusCode());
        assertEquals(400, post(new byte[513]).statusCode(), "too long to be read");
        assertEquals(405, get("/query").statusCode());
    }

    private static byte[] answer(final byte[] query)
    {
        final byte[] reversed = new byte[query.length];
        for (int i = 0; i < query.length; i++)
        {
            reversed[i] = query[query.length - 1 - i];
        }
        return query.length == 1 ? null : reversed;
    }

    private HttpResponse<byte[]> post(final byte[] query) throws Exception
    {
        return client.send(
            HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/query"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(query)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void shouldShowMetricsAsPrometheusReadsThem() throws Exception
    {
        counters.counter("commands_applied_total", "commands applied").setRelease(42);
        counters.counter("users", "users that are here").setRelease(-1);

        assertEquals("""
            # HELP muster_commands_applied_total commands applied
            # TYPE muster_commands_applied_total counter
            muster_commands_applied_total 42
            # HELP muster_users users that are here
            # TYPE muster_users gauge
            muster_users -1
            """, get("/metrics").body());
    }

    @Test
    void shouldRefuseWhatItDoesNotServe() throws Exception
    {
        assertEquals(404, get("/other").statusCode());
        final HttpRequest post = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/health"))
            .POST(HttpRequest.BodyPublishers.ofString("down")).build();
        assertEquals(405, client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void shouldTellThatItsPortIsTaken()
    {
        final StatusPage second = new StatusPage(HOST, port, counters, isHealthy::get);

        assertEquals(StartupError.PORT_IN_USE, assertThrows(StartupException.class, second::start).error());
    }

    @Test
    void shouldMakeEachCounterOnce()
    {
        counters.counter("users", "users");

        assertThrows(IllegalArgumentException.class, () -> counters.counter("users", "users"));
        assertThrows(IllegalArgumentException.class, () -> counters.counter("Users-2", "users"));
    }

    private HttpResponse<String> get(final String path) throws Exception
    {
        return client.send(
            HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    }
}
