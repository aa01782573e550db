package io.muster.replay.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.codecs.RecordKind;
import io.muster.console.local.ConsoleException;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.LogReader;
import io.muster.replay.log.Positions;
import io.muster.replay.log.ReplayError;
import io.muster.replay.stat.Rates;
import io.muster.replay.stat.Statistics;
import io.muster.replay.state.Records;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.text.Batch;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Notable;
import io.muster.replay.text.Schema;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Answers the page: the whole log in numbers, and what there was at a position. */
final class PastServer implements AutoCloseable
{
    private static final String PAGE = "past.html";
    private static final int ROWS_MAX = 200;
    private static final int ENTRIES_MAX = 30;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ReplayedMaster master;
    private final Statistics statistics = new Statistics();
    private final String ending;
    private final Schema schema = new Schema();
    private final HttpServer server;

    /** @throws ReplayError.Refusal PORT_TAKEN. */
    PastServer(final ReplayedMaster master, final int port)
    {
        this.master = master;
        final LogReader reader = new LogReader(master.files()).salvage();
        statistics.read(reader);
        ending = reader.damage() == null ? reader.torn() : reader.damage();
        try
        {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        }
        catch (final IOException ex)
        {
            throw ReplayError.PORT_TAKEN.because("port " + port + " cannot be listened at: " + ex.getMessage());
        }
        server.createContext("/", this::page);
        server.createContext("/log", (exchange) -> answer(exchange, (asked) -> log()));
        server.createContext("/at", (exchange) -> answer(exchange, this::at));
        server.createContext("/find", (exchange) -> answer(exchange, this::find));
        server.createContext("/next", (exchange) -> answer(exchange, this::next));
        server.createContext("/before", (exchange) -> answer(exchange, this::before));
        server.start();
    }

    int port()
    {
        return server.getAddress().getPort();
    }

    private void page(final HttpExchange exchange) throws IOException
    {
        try (exchange; InputStream page = PastServer.class.getResourceAsStream(PAGE))
        {
            final boolean isPage = exchange.getRequestURI().getPath().equals("/");
            final byte[] bytes = isPage ? page.readAllBytes() : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(isPage ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void answer(
        final HttpExchange exchange, final Function<Map<String, String>, ObjectNode> question) throws IOException
    {
        try (exchange)
        {
            ObjectNode node;
            int status = 200;
            try
            {
                node = question.apply(query(exchange));
            }
            catch (final ReplayError.Refusal | ConsoleException | NumberFormatException ex)
            {
                status = 400;
                node = MAPPER.createObjectNode().put("error", ex.getMessage());
            }
            final byte[] bytes = MAPPER.writeValueAsBytes(node);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> query(final HttpExchange exchange)
    {
        final Map<String, String> asked = new HashMap<>();
        final String raw = exchange.getRequestURI().getRawQuery();
        for (final String part : raw == null ? new String[0] : raw.split("&"))
        {
            final String[] sides = part.split("=", 2);
            asked.put(sides[0], sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return asked;
    }

    /** The timeline: the whole log in numbers. */
    private ObjectNode log()
    {
        final ObjectNode root = MAPPER.createObjectNode()
            .put("dir", master.files().dir().toString())
            .put("ending", ending)
            .put("first", master.firstPosition())
            .put("last", master.lastPosition())
            .put("beginMs", statistics.rates().beginMs())
            .put("stretchMs", statistics.rates().stretchMs());
        final Rates rates = statistics.rates();
        final ArrayNode stretches = root.putArray("rates");
        for (int i = 0; i < rates.size(); i++)
        {
            stretches.addObject().put("perSecond", rates.perSecond(i)).put("position", rates.lastPosition(i));
        }
        statistics.terms().forEach((term) -> root.withArray("terms").addObject().put("term", term.termId())
            .put("leader", term.leaderId()).put("position", term.position()).put("timeMs", term.timeMs()));
        master.files().snapshots().forEach((taken) -> root.withArray("snapshots").addObject()
            .put("position", taken.position()).put("timeMs", taken.ofModule().timestamp()));
        statistics.silences().forEach((it) -> root.withArray("silences").addObject()
            .put("position", it.position()).put("timeMs", it.timeMs()).put("lengthMs", it.lengthMs()));
        return root;
    }

    private ObjectNode at(final Map<String, String> asked)
    {
        final Records records = goTo(asked);
        final ObjectNode root = MAPPER.createObjectNode()
            .put("position", master.position())
            .put("users", master.engine().users())
            .put("detached", master.engine().usersDetached())
            .put("instances", master.engine().instances())
            .put("digest", Long.toHexString(master.engine().digest()));
        root.putArray("nodes").addAll(records.all(RecordKind.NODES, ""));
        return root;
    }

    private ObjectNode find(final Map<String, String> asked)
    {
        final Records records = goTo(asked);
        final String kind = asked.getOrDefault("kind", "users").toUpperCase(Locale.ROOT);
        if (!kind.matches("USERS|INSTANCES|NODES"))
        {
            throw ReplayError.ASKED_WRONGLY.because("kind is users, instances or nodes");
        }
        final ObjectNode root = MAPPER.createObjectNode().put("position", master.position());
        root.putArray("rows").addAll(
            records.find(RecordKind.valueOf(kind), asked.getOrDefault("where", ""), null, ROWS_MAX));
        return root;
    }

    private Records goTo(final Map<String, String> asked)
    {
        final long position = Long.parseLong(asked.getOrDefault("position", Long.toString(master.lastPosition())));
        if (position != master.position())
        {
            master.seek(position);
        }
        return new Records(master.engine(), master.position());
    }

    /** The messages after a position, which the master is not moved for. */
    private ObjectNode next(final Map<String, String> asked)
    {
        final LogReader reader = new LogReader(master.files()).salvage();
        reader.seek(Long.parseLong(asked.getOrDefault("position", Long.toString(master.firstPosition()))));
        final ObjectNode root = MAPPER.createObjectNode();
        final ArrayNode entries = root.putArray("entries");
        final Batch batch = new Batch();
        final StringBuilder text = new StringBuilder();
        final MessageText message = new MessageText(schema, text, false);
        while (entries.size() < ENTRIES_MAX && reader.next())
        {
            final boolean isBatch = reader.entry().kind() == EntryKind.BATCH &&
                batch.wrap(reader.entry().buffer(), reader.entry().offset(), reader.entry().length());
            while (isBatch && batch.next())
            {
                text.setLength(0);
                message.write(batch.buffer(), batch.offset(), batch.length());
                add(entries, reader, "node " + batch.nodeId() + " #" + batch.commandSeq(), text.toString());
            }
            if (!isBatch && reader.entry().kind() != EntryKind.TICK)
            {
                add(entries, reader, reader.entry().kind().word(), reader.entry().words());
            }
        }
        return root;
    }

    /** Where the entry before ends that is neither a tick nor a heartbeat. */
    private ObjectNode before(final Map<String, String> asked)
    {
        final long position = Long.parseLong(asked.getOrDefault("position", Long.toString(master.lastPosition())));
        return MAPPER.createObjectNode().put("position", Positions.before(
            master.files(), master.firstPosition(), position, 1, new Notable()));
    }

    private static void add(
        final ArrayNode entries, final LogReader reader, final String from, final String text)
    {
        entries.addObject().put("position", reader.entry().position()).put("timeMs", reader.entry().timestampMs())
            .put("from", from).put("text", text);
    }

    @Override
    public void close()
    {
        server.stop(0);
    }
}
