package io.muster.replay.state;

import io.muster.master.engine.Engine;
import io.muster.master.engine.Nodes;
import io.muster.master.engine.outbox.OutboxReader;
import org.agrona.DirectBuffer;

import java.util.Arrays;

/** Finds what the engine has said to nodes since it was last looked at. */
public final class Said
{
    /** Hears the events, node by node, each node's in order. */
    @FunctionalInterface
    public interface Listener
    {
        /** The message is there for this call only, header first. */
        void onEvent(int nodeId, long eventSeq, DirectBuffer buffer, int offset, int length);
    }

    private long[] incarnations = new long[0];
    private long[] lastSeqs = new long[0];

    /** From here on what is new is told. */
    public void begin(final Engine engine)
    {
        Arrays.fill(incarnations, 0);
        Arrays.fill(lastSeqs, 0);
        look(engine, null);
    }

    /** What was said up to now is not news any more. */
    public void skip(final Engine engine)
    {
        look(engine, null);
    }

    /** The last event that is no news, of the node at a slot in one of its incarnations; or 0. */
    public long lastSeq(final int slot, final long incarnation)
    {
        return slot < lastSeqs.length && incarnations[slot] == incarnation ? lastSeqs[slot] : 0;
    }

    /** Tell what is new. */
    public void poll(final Engine engine, final Listener listener)
    {
        look(engine, listener);
    }

    private void look(final Engine engine, final Listener listener)
    {
        final Nodes nodes = engine.nodes();
        if (lastSeqs.length < nodes.slotsMax())
        {
            lastSeqs = Arrays.copyOf(lastSeqs, nodes.slotsMax());
            incarnations = Arrays.copyOf(incarnations, nodes.slotsMax());
        }
        for (int slot = 0; slot < nodes.slotsMax(); slot++)
        {
            if (nodes.isTaken(slot))
            {
                look(nodes, slot, listener);
            }
        }
    }

    private void look(final Nodes nodes, final int slot, final Listener listener)
    {
        if (incarnations[slot] != nodes.incarnation(slot))
        {
            incarnations[slot] = nodes.incarnation(slot);
            lastSeqs[slot] = 0;
        }
        final long lastSeq = nodes.outbox(slot).lastSeq();
        if (listener != null && lastSeq > lastSeqs[slot])
        {
            final OutboxReader reader = new OutboxReader(nodes.outbox(slot));
            reader.seek(lastSeqs[slot] + 1);
            while (reader.isOnEvent())
            {
                listener.onEvent(
                    nodes.nodeId(slot), reader.eventSeq(), reader.buffer(), reader.offset(), reader.length());
                reader.advance();
            }
        }
        lastSeqs[slot] = lastSeq;
    }
}
