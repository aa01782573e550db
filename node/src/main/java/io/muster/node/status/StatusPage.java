package io.muster.node.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.node.Preflight;
import io.muster.node.StartupException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The page of one process over HTTP: {@code /health} (200 or 503), {@code /status} (one flat JSON object) and
 * {@code /metrics} (Prometheus text); where there is something to ask, {@code /query} takes a query as it goes by wire
 * and gives its answer. Served by threads of its own; a port of 0 makes a page that nobody sees.
 */
public final class StatusPage implements AutoCloseable
{
    /** A longer query is not even read. */
    private static final int QUERY_BYTES_MAX = 512;

    /** While one waits for the answer to a query, others show what there is to see. */
    private static final int THREADS = 3;

    private static final String MESSAGE = "application/octet-stream";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final String host;
    private final int port;
    private final Counters counters;
    private final BooleanSupplier isHealthy;
    private final Map<String, Supplier<String>> texts = new LinkedHashMap<>();
    private UnaryOperator<byte[]> queries;
    private HttpServer server;
    private ExecutorService threads;

    /** @param isHealthy asked by the page's threads. */
    public StatusPage(final String host, final int port, final Counters counters, final BooleanSupplier isHealthy)
    {
        this.host = host;
        this.port = port;
        this.counters = counters;
        this.isHealthy = isHealthy;
    }

    /** Show a text on {@code /status}; the supplier is asked by the page's threads. Call it before {@link #start}. */
    public StatusPage text(final String name, final Supplier<String> value)
    {
        texts.put(name, value);
        return this;
    }

    /**
     * Take queries. Call it before {@link #start}.
     *
     * @param answers asked by the page's threads: the answer, no bytes when that was no query, or null when none can be
     *                given now.
     */
    public StatusPage queries(final UnaryOperator<byte[]> answers)
    {
        queries = answers;
        return this;
    }

    /** Bind and serve. */
    public StatusPage start()
    {
        if (port == 0)
        {
            return this;
        }

        Preflight.tcpPortFree(host, port);
        try
        {
            server = HttpServer.create(new InetSocketAddress(host, port), 16);
        }
        catch (final IOException ex)
        {
            throw StartupException.of(ex);
        }
        threads = Executors.newFixedThreadPool(THREADS, StatusPage::daemon);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        return this;
    }

    @Override
    public void close()
    {
        if (server != null)
        {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static Thread daemon(final Runnable work)
    {
        final Thread thread = new Thread(work, "status-page");
        thread.setDaemon(true);
        return thread;
    }

    private void answer(final HttpExchange exchange) throws IOException
    {
        try (exchange)
        {
            if (queries != null && "/query".equals(exchange.getRequestURI().getPath()))
            {
                answerQuery(exchange);
                return;
            }
            if (!"GET".equals(exchange.getRequestMethod()))
            {
                say(exchange, 405, TEXT, "only GET\n");
                return;
            }
            switch (exchange.getRequestURI().getPath())
            {
                case "/health" -> sayHealth(exchange);
                case "/status" -> say(exchange, 200, "application/json", status());
                case "/metrics" -> say(exchange, 200, METRICS, metrics());
                default -> say(exchange, 404, TEXT, "there are /health, /status and /metrics\n");
            }
        }
    }

    private void answerQuery(final HttpExchange exchange) throws IOException
    {
        if (!"POST".equals(exchange.getRequestMethod()))
        {
            say(exchange, 405, TEXT, "only POST\n");
            return;
        }
        final byte[] query = exchange.getRequestBody().readNBytes(QUERY_BYTES_MAX + 1);
        final byte[] answer = query.length > QUERY_BYTES_MAX ? new byte[0] : queries.apply(query);
        if (answer == null)
        {
            say(exchange, 503, TEXT, "no answer now; ask again, or another replica\n");
        }
        else if (answer.length == 0)
        {
            say(exchange, 400, TEXT, "that is no query\n");
        }
        else
        {
            say(exchange, 200, MESSAGE, answer);
        }
    }

    private void sayHealth(final HttpExchange exchange) throws IOException
    {
        final boolean healthy = isHealthy.getAsBoolean();
        say(exchange, healthy ? 200 : 503, TEXT, healthy ? "healthy\n" : "not healthy\n");
    }

    private String status() throws JsonProcessingException
    {
        final Map<String, Object> status = new LinkedHashMap<>();
        texts.forEach((name, value) -> status.put(name, value.get()));
        status.put("healthy", isHealthy.getAsBoolean());
        for (final Counters.Entry entry : counters.entries())
        {
            status.put(entry.name(), entry.counter().get());
        }
        return JSON.writeValueAsString(status) + "\n";
    }

    private String metrics()
    {
        final StringBuilder metrics = new StringBuilder();
        for (final Counters.Entry entry : counters.entries())
        {
            final String name = "muster_" + entry.name();
            metrics.append("# HELP ").append(name).append(' ').append(entry.sentence()).append('\n')
                .append("# TYPE ").append(name).append(entry.isTotal() ? " counter\n" : " gauge\n")
                .append(name).append(' ').append(entry.counter().get()).append('\n');
        }
        return metrics.toString();
    }

    private static void say(
        final HttpExchange exchange, final int code, final String type, final String text) throws IOException
    {
        say(exchange, code, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void say(
        final HttpExchange exchange, final int code, final String type, final byte[] body) throws IOException
    {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }
}
