package io.muster.replay.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.console.find.RowTable;
import io.muster.master.engine.command.Outcome;
import io.muster.replay.log.Entry;
import io.muster.replay.state.ReplayedMaster;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the prompt prints: lines for people, or a JSON object a line. */
final class Screen
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final boolean isJson;

    Screen(final PrintWriter out, final boolean isJson)
    {
        this.out = out;
        this.isJson = isJson;
    }

    boolean isJson()
    {
        return isJson;
    }

    /** A sentence. */
    void say(final String sentence)
    {
        out.println(isJson ? MAPPER.createObjectNode().put("sentence", sentence).toString() : sentence);
        out.flush();
    }

    /** Where the master is. */
    void place(final ReplayedMaster master)
    {
        final Entry entry = master.entry();
        if (isJson)
        {
            out.println(MAPPER.createObjectNode()
                .put("position", master.position())
                .put("users", master.engine().users())
                .put("instances", master.engine().instances())
                .put("digest", Long.toHexString(master.engine().digest())));
        }
        else
        {
            out.printf(Locale.ROOT, "position %,d of %,d%s: %,d users, %,d instances, digest %s%n", master.position(),
                master.lastPosition(), entry.termId() < 0 || entry.position() != master.position() ? "" :
                    ", " + Instant.ofEpochMilli(entry.timestampMs()) + ", term " + entry.termId(),
                master.engine().users(), master.engine().instances(), Long.toHexString(master.engine().digest()));
        }
        out.flush();
    }

    /** The entry that was applied last. */
    void moment(final Moment moment)
    {
        final Entry entry = moment.master().entry();
        if (isJson)
        {
            final ObjectNode root = MAPPER.createObjectNode()
                .put("position", entry.position())
                .put("timeMs", entry.timestampMs())
                .put("term", entry.termId())
                .put("kind", entry.kind().word())
                .put("outcome", String.valueOf(moment.master().outcome()));
            moment.messages().forEach((message) -> root.withArray(message.isSaid() ? "said" : "commands").addObject()
                .put("node", message.nodeId()).put("number", message.number())
                .set("message", parsed(message.text())));
            out.println(root);
        }
        else
        {
            out.printf(Locale.ROOT, "%,13d  %s  t%d  %s %s%s%n", entry.position(),
                Instant.ofEpochMilli(entry.timestampMs()), entry.termId(), entry.kind().word(), entry.words(),
                outcome(moment));
            moment.messages().forEach((message) -> out.printf("    %s node %d #%d  %s%n",
                message.isSaid() ? "told" : "from", message.nodeId(), message.number(), message.text()));
        }
        out.flush();
    }

    /** A batch that is not applied looks like any other. */
    private static String outcome(final Moment moment)
    {
        final Outcome outcome = moment.master().outcome();
        return outcome == null || outcome == Outcome.APPLIED ? "" : outcome.isRefused() ?
            "refused: " + outcome.code() : outcome.name().toLowerCase(Locale.ROOT) + ", nothing applied";
    }

    private static JsonNode parsed(final String json)
    {
        try
        {
            return MAPPER.readTree(json);
        }
        catch (final JsonProcessingException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Records of one kind. */
    void rows(final List<ObjectNode> rows)
    {
        if (isJson)
        {
            out.println(MAPPER.createArrayNode().addAll(rows));
        }
        else if (rows.isEmpty())
        {
            out.println("nothing is like that at this position");
        }
        else
        {
            new RowTable(rows).print(out);
        }
        out.flush();
    }
}
