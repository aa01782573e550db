package io.muster.failover.simulation.log;

import io.muster.failover.simulation.world.Fault;
import io.muster.master.engine.Nodes;
import io.muster.master.release.EventLine;
import io.muster.master.release.EventLines;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/** One replica's ways to the nodes that its engine knows, over the simulated wire. */
final class NodeLines implements EventLines
{
    private static final int NO_ROOM_PER_MILLE = 5;

    private final Cluster cluster;
    private final int memberId;
    private final Nodes nodes;
    private final int[] takenSlots;
    private final EventLine[] lines;
    private final Int2IntHashMap slotByNodeId = new Int2IntHashMap(NO_SLOT);
    private int takenCount;
    private long changesSeen = -1;

    NodeLines(final Cluster cluster, final int memberId, final Nodes nodes)
    {
        this.cluster = cluster;
        this.memberId = memberId;
        this.nodes = nodes;
        takenSlots = new int[nodes.slotsMax()];
        lines = new EventLine[nodes.slotsMax()];
    }

    /** Follow the engine. */
    void poll()
    {
        if (changesSeen == nodes.changes())
        {
            return;
        }
        changesSeen = nodes.changes();
        takenCount = 0;
        slotByNodeId.clear();
        for (int slot = 0; slot < takenSlots.length; slot++)
        {
            lines[slot] = null;
            if (nodes.isTaken(slot))
            {
                takenSlots[takenCount++] = slot;
                slotByNodeId.put(nodes.nodeId(slot), slot);
                final Endpoint node = cluster.node(nodes.nodeId(slot));
                lines[slot] = node == null ? null : new Line(node);
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
        return lines[slot];
    }

    /** To one node. */
    private final class Line implements EventLine
    {
        private final Endpoint node;

        private Line(final Endpoint node)
        {
            this.node = node;
        }

        @Override
        public boolean hasRoom()
        {
            return true;
        }

        @Override
        public int messageBytesMax()
        {
            return cluster.settings().datagramBytes();
        }

        @Override
        public boolean offer(final DirectBuffer buffer, final int length)
        {
            if (cluster.isPressedBack(NO_ROOM_PER_MILLE))
            {
                cluster.tally().count(Fault.NO_ROOM);
                return false;
            }
            cluster.observer().onSending(memberId, buffer, length);
            final byte[] copy = new byte[length];
            buffer.getBytes(0, copy);
            final DirectBuffer batch = new UnsafeBuffer(copy);
            cluster.wire().datagram(memberId, node, () -> node.onEvents(batch, length));
            return true;
        }
    }
}
