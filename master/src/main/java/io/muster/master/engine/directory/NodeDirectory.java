package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import io.muster.codecs.NodeRecordDecoder;
import io.muster.master.engine.index.GroupIndex;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.SortedCursor;
import io.muster.master.engine.index.SortedIndex;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Slab;

/**
 * Every node, up or down, found by its id. A node that is down is kept, because its incarnation must not come back,
 * until its slot is needed for another.
 */
public final class NodeDirectory
{
    private static final int RECENTS = 64;

    private final Table table;
    private final Slab slab;
    private final GroupIndex byKind;
    private final SortedIndex byLoad;
    private final Node[] nodes;
    /** Those that were asked for last, for they are asked for with each event. */
    private final Node[] recents = new Node[RECENTS];
    private final int outboxBytesMax;
    private long changes;

    /**
     * @param nodesMax       up or down.
     * @param outboxBytesMax of each node; allocated when its slot is first used.
     */
    public NodeDirectory(final int nodesMax, final int outboxBytesMax)
    {
        table = new Table("nodes", NodeRecordDecoder.BLOCK_LENGTH, nodesMax, NodeFields.ID, NodeFields.INDEXES);
        slab = table.slab();
        byKind = (GroupIndex)table.index(Indexed.Kind.GROUP, NodeFields.KIND);
        byLoad = (SortedIndex)table.index(Indexed.Kind.SORTED, NodeFields.LOAD);
        nodes = new Node[nodesMax];
        this.outboxBytesMax = outboxBytesMax;
    }

    /** A node that was not known comes up. When no slot is free, the node that is down for longest is forgotten. */
    public Node open(final int nodeId, final long incarnation, final Registration registration, final long nowMs)
    {
        check(byId(nodeId) == null, "node is known");
        if (slab.isFull())
        {
            final Node forgotten = downForLongest();
            check(forgotten != null, "directory is full");
            table.remove(forgotten.slot());
        }

        final int slot = table.allocate();
        slab.put(slot, NodeFields.ID, nodeId);
        table.link(slot);
        final Node node = make(slot);
        node.begin(incarnation, registration, nowMs);
        changes++;
        return node;
    }

    /** A node that is known comes up again. */
    public void reopen(final Node node, final long incarnation, final Registration registration, final long nowMs)
    {
        check(!node.isUp() && incarnation > node.incarnation(), "incarnation is not new");

        node.begin(incarnation, registration, nowMs);
        changes++;
    }

    /** A node goes down, and its record stays. */
    public void takeDown(final Node node)
    {
        check(node.isUp(), "node is not up");

        node.goDown();
        changes++;
    }

    /** The records came back from a snapshot; {@link Node#restore} follows for each. */
    public void restored()
    {
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            make(slot);
        }
        changes++;
    }

    private Node make(final int slot)
    {
        if (nodes[slot] == null)
        {
            nodes[slot] = new Node(table, slot, outboxBytesMax);
        }
        return nodes[slot];
    }

    /** Whether a node that is not known cannot come up. */
    public boolean isFull()
    {
        return slab.isFull() && downForLongest() == null;
    }

    private Node downForLongest()
    {
        Node longest = null;
        for (Node node = first(); node != null; node = next(node))
        {
            if (!node.isUp() && (longest == null || node.heardMs() < longest.heardMs()))
            {
                longest = node;
            }
        }
        return longest;
    }

    /** The node with an id, or null. */
    public Node byId(final int nodeId)
    {
        final Node recent = recents[nodeId & RECENTS - 1];
        return recent != null && recent.isNow(nodeId) ? recent : seek(nodeId);
    }

    private Node seek(final int nodeId)
    {
        final int slot = table.find(nodeId);
        if (slot == Slab.NONE)
        {
            return null;
        }
        recents[nodeId & RECENTS - 1] = nodes[slot];
        return nodes[slot];
    }

    /** The node in a slot, or null. */
    public Node at(final int slot)
    {
        return slab.isLive(slot) ? nodes[slot] : null;
    }

    /** The node in the lowest slot, or null. */
    public Node first()
    {
        return at(slab.next(0));
    }

    /** The node in the next higher slot, or null. */
    public Node next(final Node node)
    {
        return at(slab.next(node.slot() + 1));
    }

    /** Put a cursor on the node with the least load; where it stands is a slot. */
    public void seekLeastLoaded(final SortedCursor cursor)
    {
        cursor.seek(byLoad, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /** Nodes of a kind, up or down. */
    public int count(final NodeKind kind)
    {
        return byKind.count(kind.value());
    }

    /** Slots there are. */
    public int slotsMax()
    {
        return nodes.length;
    }

    /** Rises when a node comes, goes, or begins a new incarnation. */
    public long changes()
    {
        return changes;
    }

    /** The records and their indexes, for searches and snapshots. */
    public Table table()
    {
        return table;
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
