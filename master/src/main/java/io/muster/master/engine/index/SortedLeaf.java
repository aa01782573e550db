package io.muster.master.engine.index;

/** The lowest level of a sorted index: slots in order, each with its value. */
final class SortedLeaf
{
    static final int ENTRIES_MAX = 64;

    final long[] values = new long[ENTRIES_MAX];
    final int[] slots = new int[ENTRIES_MAX];
    int size;
    SortedLeaf next;
    SortedLeaf previous;

    boolean isFull()
    {
        return size == ENTRIES_MAX;
    }

    void insert(final int at, final long value, final int slot)
    {
        System.arraycopy(values, at, values, at + 1, size - at);
        System.arraycopy(slots, at, slots, at + 1, size - at);
        values[at] = value;
        slots[at] = slot;
        size++;
    }

    void remove(final int at)
    {
        size--;
        System.arraycopy(values, at + 1, values, at, size - at);
        System.arraycopy(slots, at + 1, slots, at, size - at);
    }

    /** Move the entries from an index on into an empty leaf, which comes to stand behind this one. */
    void splitTo(final SortedLeaf right, final int at)
    {
        right.size = size - at;
        System.arraycopy(values, at, right.values, 0, right.size);
        System.arraycopy(slots, at, right.slots, 0, right.size);
        size = at;
        insertAfter(right);
    }

    /** Take all entries of the leaf behind this one, and its place. */
    void swallowNext()
    {
        final SortedLeaf right = next;
        System.arraycopy(right.values, 0, values, size, right.size);
        System.arraycopy(right.slots, 0, slots, size, right.size);
        size += right.size;
        right.leaveChain();
    }

    void leaveChain()
    {
        if (previous != null)
        {
            previous.next = next;
        }
        if (next != null)
        {
            next.previous = previous;
        }
        next = null;
        previous = null;
        size = 0;
    }

    void insertAfter(final SortedLeaf right)
    {
        right.next = next;
        right.previous = this;
        if (next != null)
        {
            next.previous = right;
        }
        next = right;
    }
}
