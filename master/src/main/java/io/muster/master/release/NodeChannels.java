package io.muster.master.release;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.muster.master.engine.Nodes;
import org.agrona.collections.Int2IntHashMap;

import java.util.concurrent.TimeUnit;

/**
 * A channel to every node that the engine knows, by the node's slot. Follows the engine's nodes; owned by the service's
 * thread. As many as there are slots.
 */
public final class NodeChannels implements EventLines, AutoCloseable
{
    private static final long POLL_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Nodes nodes;
    private final NodeChannel[] channels;
    private final int[] takenSlots;
    private final Int2IntHashMap slotByNodeId;
    private int takenCount;
    private long changesSeen = -1;
    private long polledNs;

    public NodeChannels(final Aeron aeron, final Nodes nodes, final ReleaseCounters counters)
    {
        this.nodes = nodes;
        channels = new NodeChannel[nodes.slotsMax()];
        takenSlots = new int[channels.length];
        slotByNodeId = new Int2IntHashMap(channels.length * 2, 0.55f, NO_SLOT);
        for (int slot = 0; slot < channels.length; slot++)
        {
            channels[slot] = new NodeChannel(aeron, counters.endpointsRefused);
        }
    }

    /** Follow the engine, and open what is not open. */
    public void poll(final long nowNs)
    {
        if (changesSeen != nodes.changes())
        {
            follow();
            changesSeen = nodes.changes();
        }
        if (nowNs - polledNs > POLL_INTERVAL_NS)
        {
            polledNs = nowNs;
            for (int i = 0; i < takenCount; i++)
            {
                channels[takenSlots[i]].poll(nowNs);
            }
        }
    }

    private void follow()
    {
        takenCount = 0;
        slotByNodeId.clear();
        for (int slot = 0; slot < channels.length; slot++)
        {
            if (nodes.isTaken(slot))
            {
                takenSlots[takenCount++] = slot;
                slotByNodeId.put(nodes.nodeId(slot), slot);
                channels[slot].point(nodes.eventEndpoint(slot));
            }
            else
            {
                channels[slot].close();
            }
        }
    }

    @Override
    public int count()
    {
        return takenCount;
    }

    @Override
    public int slot(final int index)
    {
        return takenSlots[index];
    }

    @Override
    public int slotOf(final int nodeId)
    {
        return slotByNodeId.get(nodeId);
    }

    @Override
    public EventLine events(final int slot)
    {
        return channels[slot].events();
    }

    /** Null while it is not open. */
    ExclusivePublication answers(final int slot)
    {
        return channels[slot].answers();
    }

    @Override
    public void close()
    {
        for (final NodeChannel channel : channels)
        {
            channel.close();
        }
    }
}
