package io.muster.master.engine.directory;

/**
 * Every node, up or down, found by its id. A node that is down is kept, because its incarnation must not come back,
 * until its slot is needed for another.
 */
public final class NodeDirectory
{
    private final Node[] slots;
    private final FreeSlots free;
    private final HashSlots byId = new HashSlots();
    private final int outboxBytesMax;
    private int slotsUsed;
    private long changes;

    /**
     * @param nodesMax       up or down.
     * @param outboxBytesMax of each node; allocated when its slot is first used.
     */
    public NodeDirectory(final int nodesMax, final int outboxBytesMax)
    {
        slots = new Node[nodesMax];
        free = new FreeSlots(nodesMax);
        this.outboxBytesMax = outboxBytesMax;
    }

    /** A node that was not known comes up. When no slot is free, the node that is down for longest is forgotten. */
    public Node open(final int nodeId, final long incarnation, final Registration registration, final long nowMs)
    {
        check(byId(nodeId) == null, "node is known");
        if (free.lowest() < 0)
        {
            final Node forgotten = downForLongest();
            check(forgotten != null, "directory is full");
            forget(forgotten);
        }

        final Node node = index(free.lowest(), nodeId);
        node.begin(incarnation, registration, nowMs);
        return node;
    }

    /** A node that is known comes up again. */
    public void reopen(final Node node, final long incarnation, final Registration registration, final long nowMs)
    {
        check(!node.isUp && incarnation > node.incarnation, "incarnation is not new");

        node.begin(incarnation, registration, nowMs);
        changes++;
    }

    /** A node goes down, and its record stays. */
    public void takeDown(final Node node)
    {
        check(node.isUp, "node is not up");

        node.isUp = false;
        changes++;
    }

    private void forget(final Node node)
    {
        byId.remove(node.nodeId, node.slot);
        free.release(node.slot);
    }

    /** A node comes back from a snapshot to the slot it left. */
    public Node restore(final int slot, final int nodeId, final long incarnation, final Registration registration)
    {
        check(free.has(slot) && free.isFree(slot), "slot is taken");
        check(byId(nodeId) == null, "node is known");

        final Node node = index(slot, nodeId);
        node.begin(incarnation, registration, 0);
        return node;
    }

    private Node index(final int slot, final int nodeId)
    {
        if (slots[slot] == null)
        {
            slots[slot] = new Node(slot, outboxBytesMax);
        }
        final Node node = slots[slot];
        node.nodeId = nodeId;
        free.take(slot);
        byId.put(nodeId, slot);
        slotsUsed = Math.max(slotsUsed, slot + 1);
        changes++;
        return node;
    }

    /** Whether a node that is not known cannot come up. */
    public boolean isFull()
    {
        return free.lowest() < 0 && downForLongest() == null;
    }

    private Node downForLongest()
    {
        Node longest = null;
        for (int slot = 0; slot < slotsUsed; slot++)
        {
            final Node node = at(slot);
            if (node != null && !node.isUp && (longest == null || node.heardMs() < longest.heardMs()))
            {
                longest = node;
            }
        }
        return longest;
    }

    /** The node with an id, or null. */
    public Node byId(final int nodeId)
    {
        for (int entry = byId.find(nodeId); entry >= 0; entry = byId.findNext(entry, nodeId))
        {
            final Node node = slots[byId.slotAt(entry)];
            if (node.nodeId == nodeId)
            {
                return node;
            }
        }
        return null;
    }

    /** The node in a slot, or null. */
    public Node at(final int slot)
    {
        return slot < 0 || slot >= slotsUsed || free.isFree(slot) ? null : slots[slot];
    }

    /** No slot from here on was ever taken: where a visit in slot order ends. */
    public int slotsUsed()
    {
        return slotsUsed;
    }

    /** Slots there are. */
    public int slotsMax()
    {
        return slots.length;
    }

    /** Rises when a node comes, goes, or begins a new incarnation. */
    public long changes()
    {
        return changes;
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
