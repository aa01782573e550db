package io.muster.master.engine.index;

import io.muster.master.engine.slab.Pages;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The lowest level of a sorted index: leaves of slots in order, each with its value and id, in pages outside the heap.
 * The leaves are chained in both directions.
 */
final class SortedLeaves
{
    static final int NONE = Pages.NONE;
    static final int ENTRIES_MAX = 62;

    private static final int IDS_AT = ENTRIES_MAX * Long.BYTES;
    private static final int SLOTS_AT = IDS_AT + ENTRIES_MAX * Long.BYTES;
    private static final int SIZE_AT = SLOTS_AT + ENTRIES_MAX * Integer.BYTES;
    private static final int NEXT_AT = SIZE_AT + Integer.BYTES;
    private static final int PREVIOUS_AT = NEXT_AT + Integer.BYTES;
    private static final int PAGE_BYTES = 1280;

    private final Pages pages = new Pages(PAGE_BYTES);

    /** An empty leaf that is in no chain. */
    int allocate()
    {
        final int leaf = pages.allocate();
        putInt(leaf, NEXT_AT, NONE);
        putInt(leaf, PREVIOUS_AT, NONE);
        return leaf;
    }

    int size(final int leaf)
    {
        return getInt(leaf, SIZE_AT);
    }

    int next(final int leaf)
    {
        return getInt(leaf, NEXT_AT);
    }

    long value(final int leaf, final int at)
    {
        return UnsafeApi.getLong(pages.address(leaf) + (long)at * Long.BYTES);
    }

    long id(final int leaf, final int at)
    {
        return UnsafeApi.getLong(pages.address(leaf) + IDS_AT + (long)at * Long.BYTES);
    }

    /** Where a key lies in a leaf, or would: the number of entries below it. */
    int indexOf(final int leaf, final long value, final long id)
    {
        final long values = pages.address(leaf);
        int low = 0;
        int high = UnsafeApi.getInt(values + SIZE_AT);
        while (low < high)
        {
            final int middle = low + high >>> 1;
            final long other = UnsafeApi.getLong(values + (long)middle * Long.BYTES);
            if (other < value ||
                other == value && UnsafeApi.getLong(values + IDS_AT + (long)middle * Long.BYTES) < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    int slot(final int leaf, final int at)
    {
        return getInt(leaf, SLOTS_AT + at * Integer.BYTES);
    }

    void insert(final int leaf, final int at, final long value, final long id, final int slot)
    {
        final int size = size(leaf);
        if (size == ENTRIES_MAX)
        {
            throw new IllegalStateException("leaf " + leaf + " is full");
        }
        if (at < size)
        {
            move(leaf, at, leaf, at + 1, size - at);
        }
        final long address = pages.address(leaf) + (long)at * Long.BYTES;
        UnsafeApi.putLong(address, value);
        UnsafeApi.putLong(address + IDS_AT, id);
        putInt(leaf, SLOTS_AT + at * Integer.BYTES, slot);
        putInt(leaf, SIZE_AT, size + 1);
    }

    void remove(final int leaf, final int at)
    {
        final int size = size(leaf) - 1;
        move(leaf, at + 1, leaf, at, size - at);
        putInt(leaf, SIZE_AT, size);
    }

    /** Move the entries from an index on into a new leaf, which comes to stand behind this one. */
    int split(final int leaf, final int at)
    {
        final int right = allocate();
        final int moved = size(leaf) - at;
        move(leaf, at, right, 0, moved);
        putInt(right, SIZE_AT, moved);
        putInt(leaf, SIZE_AT, at);
        insertAfter(leaf, right);
        return right;
    }

    /** Move so many of the last entries to the leaf behind this one. */
    void moveToNext(final int leaf, final int length)
    {
        final int next = next(leaf);
        final int kept = size(leaf) - length;
        move(next, 0, next, length, size(next));
        move(leaf, kept, next, 0, length);
        putInt(next, SIZE_AT, size(next) + length);
        putInt(leaf, SIZE_AT, kept);
    }

    /** Move so many of the first entries to the leaf before this one. */
    void moveToPrevious(final int leaf, final int length)
    {
        final int previous = getInt(leaf, PREVIOUS_AT);
        final int kept = size(leaf) - length;
        move(leaf, 0, previous, size(previous), length);
        move(leaf, length, leaf, 0, kept);
        putInt(previous, SIZE_AT, size(previous) + length);
        putInt(leaf, SIZE_AT, kept);
    }

    /** Take all entries of the leaf behind this one, which is freed. */
    void swallowNext(final int leaf)
    {
        final int right = next(leaf);
        final int size = size(leaf);
        move(right, 0, leaf, size, size(right));
        putInt(leaf, SIZE_AT, size + size(right));
        free(right);
    }

    /** Take a leaf out of its chain. */
    void free(final int leaf)
    {
        final int next = next(leaf);
        final int previous = getInt(leaf, PREVIOUS_AT);
        if (previous != NONE)
        {
            putInt(previous, NEXT_AT, next);
        }
        if (next != NONE)
        {
            putInt(next, PREVIOUS_AT, previous);
        }
        pages.free(leaf);
    }

    void insertAfter(final int leaf, final int right)
    {
        final int next = next(leaf);
        putInt(right, NEXT_AT, next);
        putInt(right, PREVIOUS_AT, leaf);
        if (next != NONE)
        {
            putInt(next, PREVIOUS_AT, right);
        }
        putInt(leaf, NEXT_AT, right);
    }

    long bytes()
    {
        return pages.bytes();
    }

    private int getInt(final int leaf, final int at)
    {
        return UnsafeApi.getInt(pages.address(leaf) + at);
    }

    private void putInt(final int leaf, final int at, final int value)
    {
        UnsafeApi.putInt(pages.address(leaf) + at, value);
    }

    private void move(final int from, final int fromAt, final int to, final int toAt, final int length)
    {
        final UnsafeBuffer source = pages.buffer(from);
        final UnsafeBuffer target = pages.buffer(to);
        final int sourceOffset = pages.offset(from);
        final int offset = pages.offset(to);
        target.putBytes(
            offset + toAt * Long.BYTES, source, sourceOffset + fromAt * Long.BYTES, length * Long.BYTES);
        target.putBytes(
            offset + IDS_AT + toAt * Long.BYTES,
            source,
            sourceOffset + IDS_AT + fromAt * Long.BYTES,
            length * Long.BYTES);
        target.putBytes(
            offset + SLOTS_AT + toAt * Integer.BYTES,
            source,
            sourceOffset + SLOTS_AT + fromAt * Integer.BYTES,
            length * Integer.BYTES);
    }
}
