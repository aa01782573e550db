package io.muster.master.engine;

import io.muster.codecs.NodeKind;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.outbox.Outbox;
import io.muster.master.engine.outbox.OutboxReader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A node's end of the link, as simple as it can be: it sends, and it reads its outbox in the first replica. */
public final class TestNode
{
    private final TestLog log;
    private final int nodeId;
    private final NodeKind kind;
    private final int capacity;
    private final String[] games;
    private final Batch batch = new Batch();
    private long incarnation;
    private long commandSeq;
    private long heardSeq;

    private TestNode(
        final TestLog log, final int nodeId, final NodeKind kind, final int capacity, final String... games)
    {
        this.log = log;
        this.nodeId = nodeId;
        this.kind = kind;
        this.capacity = capacity;
        this.games = games;
    }

    /** A session node that has not registered. */
    public static TestNode session(final TestLog log, final int nodeId)
    {
        return new TestNode(log, nodeId, NodeKind.SESSION, 1_000);
    }

    /** A game node that has not registered. */
    public static TestNode game(final TestLog log, final int nodeId, final int capacity, final String... games)
    {
        return new TestNode(log, nodeId, NodeKind.GAME, capacity, games);
    }

    /** Begin a new incarnation, and forget what it is greeted with. */
    public TestNode up()
    {
        register();
        heard();
        return this;
    }

    /** Begin a new incarnation. */
    public Outcome register()
    {
        incarnation++;
        commandSeq = 0;
        heardSeq = 0;
        return send((it) ->
        {
            if (kind == NodeKind.SESSION)
            {
                it.registerSession(nodeId);
            }
            else
            {
                it.registerGame(nodeId, capacity, games);
            }
        });
    }

    /** Send the next commands; each is sent once. */
    public Outcome send(final Consumer<Batch> commands)
    {
        batch.start(nodeId, incarnation, commandSeq + 1, heardSeq);
        commands.accept(batch);
        commandSeq += batch.count();
        return log.apply(batch);
    }

    /** Send the next commands, and hear what they come to. */
    public List<String> say(final Consumer<Batch> commands)
    {
        send(commands);
        return heard();
    }

    /** Send the batch that was sent last once more. */
    public Outcome sendAgain()
    {
        return log.apply(batch);
    }

    /** A heartbeat. */
    public Outcome beat()
    {
        return send((it) ->
        {
        });
    }

    /** The events since this was asked last. They are acknowledged with the next batch. */
    public List<String> heard()
    {
        final List<String> lines = new ArrayList<>();
        final OutboxReader reader = new OutboxReader(outbox());
        reader.seek(heardSeq + 1);
        for (; reader.isOnEvent(); reader.advance())
        {
            lines.add(EventText.of(reader.buffer(), reader.offset()));
            heardSeq = reader.eventSeq();
        }
        return lines;
    }

    /** Commands of this incarnation that were sent. */
    public long commandSeq()
    {
        return commandSeq;
    }

    /** Which start this is. */
    public long incarnation()
    {
        return incarnation;
    }

    /** Where this node's record is in the first replica. */
    public int slot()
    {
        final Nodes nodes = log.engine().nodes();
        for (int slot = 0; slot < nodes.slotsMax(); slot++)
        {
            if (nodes.isTaken(slot) && nodes.nodeId(slot) == nodeId)
            {
                return slot;
            }
        }
        throw new AssertionError("node " + nodeId + " is not known");
    }

    /** What the first replica has to tell this node. */
    public Outbox outbox()
    {
        return log.engine().nodes().outbox(slot());
    }

    /** Whether the first replica thinks that this node is up. */
    public boolean isUp()
    {
        return log.engine().nodes().isUp(slot());
    }
}
