package io.muster.master.engine.query;

/**
 * What a search found: at most so many records, in the order that was asked for; and where to go on.
 * <p>
 * Candidates that come in order are appended. Of those that come in any other order the page keeps the first ones, as
 * a heap whose top is the last of them.
 */
public final class Page
{
    private final int[] slots = new int[Query.PAGE_MAX];
    private final long[] values = new long[Query.PAGE_MAX];
    private final long[] keys = new long[Query.PAGE_MAX];
    private int limit;
    private int size;
    private boolean isInOrder;
    private boolean hasMore;
    private long lastValue;
    private long lastKey;

    /** Records found. */
    public int size()
    {
        return size;
    }

    /** The slot of a record, from the first in order. */
    public int slot(final int index)
    {
        return slots[index];
    }

    /** What a record is ordered by, or 0 in slot order: with its key, for {@link Query#after}. */
    public long value(final int index)
    {
        return values[index];
    }

    /** The id of a record, or its slot in slot order. */
    public long key(final int index)
    {
        return keys[index];
    }

    /** Is there, or may there be, more after {@link #lastValue} and {@link #lastKey}? */
    public boolean hasMore()
    {
        return hasMore;
    }

    /** For {@link Query#after}. */
    public long lastValue()
    {
        return lastValue;
    }

    /** For {@link Query#after}. */
    public long lastKey()
    {
        return lastKey;
    }

    void reset(final int recordsMax)
    {
        limit = recordsMax;
        size = 0;
        isInOrder = false;
        hasMore = false;
        lastValue = 0;
        lastKey = 0;
    }

    boolean isFull()
    {
        return size == limit;
    }

    /** A record that meets all conditions; kept if it is among the first. */
    void offer(final long value, final long key, final int slot)
    {
        if (size < limit)
        {
            set(size, value, key, slot);
            siftUp(size++);
            return;
        }
        hasMore = true;
        if (isBefore(value, key, values[0], keys[0]))
        {
            set(0, value, key, slot);
            siftDown(size);
        }
    }

    /** A record that meets all conditions and comes behind all that came so far; all come so, or none. */
    void append(final long value, final long key, final int slot)
    {
        isInOrder = true;
        set(size++, value, key, slot);
    }

    /** The search stopped here, with more to look at. */
    void stopAt(final long value, final long key)
    {
        hasMore = true;
        lastValue = value;
        lastKey = key;
    }

    /** All was offered: put it in order, the top of the heap last, again and again. */
    void sort()
    {
        if (size > 0 && lastValue == 0 && lastKey == 0)
        {
            final int last = isInOrder ? size - 1 : 0;
            lastValue = values[last];
            lastKey = keys[last];
        }
        if (isInOrder)
        {
            return;
        }
        for (int end = size - 1; end > 0; end--)
        {
            swap(0, end);
            siftDown(end);
        }
    }

    private void siftUp(final int from)
    {
        int at = from;
        while (at > 0)
        {
            final int parent = at - 1 >>> 1;
            if (!isBefore(values[parent], keys[parent], values[at], keys[at]))
            {
                return;
            }
            swap(parent, at);
            at = parent;
        }
    }

    private void siftDown(final int end)
    {
        int at = 0;
        while (2 * at + 1 < end)
        {
            int child = 2 * at + 1;
            if (child + 1 < end && isBefore(values[child], keys[child], values[child + 1], keys[child + 1]))
            {
                child++;
            }
            if (!isBefore(values[at], keys[at], values[child], keys[child]))
            {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private static boolean isBefore(final long value, final long key, final long otherValue, final long otherKey)
    {
        return value < otherValue || value == otherValue && key < otherKey;
    }

    private void set(final int at, final long value, final long key, final int slot)
    {
        values[at] = value;
        keys[at] = key;
        slots[at] = slot;
    }

    private void swap(final int one, final int other)
    {
        final long value = values[one];
        final long key = keys[one];
        final int slot = slots[one];
        set(one, values[other], keys[other], slots[other]);
        set(other, value, key, slot);
    }
}
