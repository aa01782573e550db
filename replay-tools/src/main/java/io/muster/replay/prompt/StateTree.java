package io.muster.replay.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.codecs.RecordKind;
import io.muster.replay.state.Records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything that there is at a position: nodes, below game nodes their instances, below those who sits there. */
final class StateTree
{
    private static final String INDENT = "  ";

    private final List<String> lines = new ArrayList<>();
    private final Records records;
    private final int perNodeMax;

    /** @param perNodeMax instances or users that are listed of a node. */
    StateTree(final Records records, final int perNodeMax)
    {
        this.records = records;
        this.perNodeMax = perNodeMax;
    }

    /** A line each. */
    List<String> lines()
    {
        records.all(RecordKind.NODES, "").forEach(this::node);
        return lines;
    }

    private void node(final ObjectNode node)
    {
        final long id = node.path("id").asLong();
        final boolean isGame = "game".equals(node.path("kind").asText());
        lines.add(String.format(Locale.ROOT, "%s node %d: %s, %,d %s", node.path("kind").asText(), id,
            node.path("up").asBoolean() ? "up" : "down", node.path("load").asLong(), isGame ? "instances" : "users"));
        final List<ObjectNode> below = records.find(
            isGame ? RecordKind.INSTANCES : RecordKind.USERS, "node=" + id, null, perNodeMax + 1);
        below.stream().limit(perNodeMax).forEach(isGame ? this::instance : (user) -> user(INDENT, user));
        if (below.size() > perNodeMax)
        {
            lines.add(INDENT + "... and more; find shows all");
        }
    }

    private void instance(final ObjectNode instance)
    {
        lines.add(String.format(Locale.ROOT, "%sinstance %d: %s, %s, %d of %d seats taken", INDENT,
            instance.path("id").asLong(), instance.path("type").asText(), instance.path("state").asText(),
            instance.path("seatsTaken").asInt(), instance.path("seatsMax").asInt()));
        records.all(RecordKind.USERS, "instance=" + instance.path("id").asLong())
            .forEach((user) -> user(INDENT + INDENT, user));
    }

    private void user(final String indent, final ObjectNode user)
    {
        final long instance = user.path("instance").asLong();
        lines.add(indent + "user " + user.path("id").asLong() + ": " + user.path("name").asText() + ", " +
            user.path("state").asText() +
            (instance == 0 ? "" : ", seat " + user.path("seat").asInt() + " of instance " + instance));
    }
}
