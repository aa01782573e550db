package io.muster.master.engine.script;

import io.muster.master.engine.Batch;
import io.muster.master.engine.Engine;
import io.muster.master.engine.Nodes;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.outbox.Outbox;
import io.muster.master.engine.outbox.OutboxReader;
import org.agrona.DirectBuffer;

/** The link of a node that writes a script: gathers commands, and sends them to the engine and into the script. */
final class ScriptedNode
{
    private final int nodeId;
    private final Engine engine;
    private final Script script;
    private final Batch batch = new Batch();
    private OutboxReader reader;
    private long commandSeq;
    private long heardSeq;

    /** Hears each event. */
    interface EventHandler
    {
        /** @param buffer with the event at offset, message header first. */
        void onEvent(DirectBuffer buffer, int offset);
    }

    ScriptedNode(final int nodeId, final Engine engine, final Script script)
    {
        this.nodeId = nodeId;
        this.engine = engine;
        this.script = script;
        batch.start(nodeId, 1, 1, 0);
    }

    Batch commands()
    {
        return batch;
    }

    void send(final long timestampMs)
    {
        final Outcome outcome = engine.apply(
            timestampMs, script.positionAfter(batch.length()), batch.buffer(), 0, batch.length());
        if (outcome != Outcome.APPLIED)
        {
            throw new AssertionError("a batch of node " + nodeId + " came to " + outcome);
        }
        script.batch(timestampMs, batch.buffer(), batch.length(), batch.count());
        commandSeq += batch.count();
        batch.start(nodeId, 1, commandSeq + 1, heardSeq);
    }

    /** Hear all there is. The handler may add commands; the batch acknowledges what was heard. */
    void hear(final EventHandler handler)
    {
        if (reader == null)
        {
            reader = new OutboxReader(outbox());
        }
        heardSeq = outbox().lastSeq();
        batch.start(nodeId, 1, commandSeq + 1, heardSeq);
        for (; reader.isOnEvent(); reader.advance())
        {
            handler.onEvent(reader.buffer(), reader.offset());
        }
    }

    private Outbox outbox()
    {
        final Nodes nodes = engine.nodes();
        int slot = 0;
        while (nodes.nodeId(slot) != nodeId)
        {
            slot++;
        }
        return nodes.outbox(slot);
    }
}
