package io.muster.console.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Reads the nodes' status pages. */
final class StatusReader
{
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
    private final ObjectMapper mapper = new ObjectMapper();

    /** The node's page, or empty when the node does not answer: it is starting, busy or gone. */
    Optional<NodeStatus> read(final NodePlace place)
    {
        return get(place, "/status").map((body) -> new NodeStatus(place, parse(body)));
    }

    /** Whether the node says that it does its work. */
    boolean isHealthy(final NodePlace place)
    {
        return get(place, "/health").isPresent();
    }

    /** What the node answers to a query, or empty when it gives no answer now. */
    Optional<byte[]> ask(final NodePlace place, final byte[] query)
    {
        return send(request(place, "/query").POST(HttpRequest.BodyPublishers.ofByteArray(query)).build());
    }

    private JsonNode parse(final byte[] body)
    {
        try
        {
            return mapper.readTree(body);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private Optional<byte[]> get(final NodePlace place, final String path)
    {
        return send(request(place, path).build());
    }

    private static HttpRequest.Builder request(final NodePlace place, final String path)
    {
        return HttpRequest
            .newBuilder(URI.create("http://" + place.host() + ":" + place.statusPort() + path))
            .timeout(ANSWER);
    }

    private Optional<byte[]> send(final HttpRequest request)
    {
        try
        {
            final HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == OK ? Optional.of(response.body()) : Optional.empty();
        }
        catch (final IOException ex)
        {
            return Optional.empty();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
