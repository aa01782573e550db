package io.muster.master.engine.index;

import io.muster.master.engine.slab.Pages;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The upper levels of a sorted index: branches of children in order, each with a key (a value and an id) that is not
 * above any of its entries, and a count; in pages outside the heap.
 */
final class SortedBranches
{
    static final int CHILDREN_MAX = 63;

    private static final int IDS_AT = CHILDREN_MAX * Long.BYTES;
    private static final int COUNTS_AT = IDS_AT + CHILDREN_MAX * Long.BYTES;
    private static final int CHILDREN_AT = COUNTS_AT + CHILDREN_MAX * Integer.BYTES;
    private static final int SIZE_AT = CHILDREN_AT + CHILDREN_MAX * Integer.BYTES;
    private static final int PAGE_BYTES = 1536;

    private final Pages pages = new Pages(PAGE_BYTES);

    /** A branch without children. */
    int allocate()
    {
        return pages.allocate();
    }

    void free(final int branch)
    {
        pages.free(branch);
    }

    int size(final int branch)
    {
        return getInt(branch, SIZE_AT);
    }

    int child(final int branch, final int at)
    {
        return getInt(branch, CHILDREN_AT + at * Integer.BYTES);
    }

    int count(final int branch, final int at)
    {
        return getInt(branch, COUNTS_AT + at * Integer.BYTES);
    }

    void count(final int branch, final int at, final int count)
    {
        putInt(branch, COUNTS_AT + at * Integer.BYTES, count);
    }

    long value(final int branch, final int at)
    {
        return UnsafeApi.getLong(pages.address(branch) + (long)at * Long.BYTES);
    }

    long id(final int branch, final int at)
    {
        return UnsafeApi.getLong(pages.address(branch) + IDS_AT + (long)at * Long.BYTES);
    }

    void key(final int branch, final int at, final long value, final long id)
    {
        final long address = pages.address(branch) + (long)at * Long.BYTES;
        UnsafeApi.putLong(address, value);
        UnsafeApi.putLong(address + IDS_AT, id);
    }

    /** The last child whose key is not above this one; the first child serves for all that is below. */
    int childFor(final int branch, final long value, final long id)
    {
        final long values = pages.address(branch);
        int low = 1;
        int high = UnsafeApi.getInt(values + SIZE_AT);
        while (low < high)
        {
            final int middle = low + high >>> 1;
            final long other = UnsafeApi.getLong(values + (long)middle * Long.BYTES);
            if (other < value ||
                other == value && UnsafeApi.getLong(values + IDS_AT + (long)middle * Long.BYTES) <= id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Put a child in, whose key is to be put too. */
    void insert(final int branch, final int at, final int child, final int count)
    {
        final int size = size(branch);
        move(branch, at, branch, at + 1, size - at);
        putInt(branch, CHILDREN_AT + at * Integer.BYTES, child);
        count(branch, at, count);
        putInt(branch, SIZE_AT, size + 1);
    }

    void remove(final int branch, final int at)
    {
        final int size = size(branch) - 1;
        move(branch, at + 1, branch, at, size - at);
        putInt(branch, SIZE_AT, size);
    }

    /** Move the children from an index on into a new branch. */
    int split(final int branch, final int at)
    {
        final int right = allocate();
        final int moved = size(branch) - at;
        move(branch, at, right, 0, moved);
        putInt(right, SIZE_AT, moved);
        putInt(branch, SIZE_AT, at);
        return right;
    }

    /** Entries below the children that stand before an index. */
    int countBefore(final int branch, final int at)
    {
        int sum = 0;
        for (int i = 0; i < at; i++)
        {
            sum += count(branch, i);
        }
        return sum;
    }

    /** Entries below all children. */
    int countOf(final int branch)
    {
        return countBefore(branch, size(branch));
    }

    long bytes()
    {
        return pages.bytes();
    }

    private int getInt(final int branch, final int at)
    {
        return UnsafeApi.getInt(pages.address(branch) + at);
    }

    private void putInt(final int branch, final int at, final int value)
    {
        UnsafeApi.putInt(pages.address(branch) + at, value);
    }

    private void move(final int from, final int fromAt, final int to, final int toAt, final int length)
    {
        final UnsafeBuffer source = pages.buffer(from);
        final UnsafeBuffer target = pages.buffer(to);
        final int longsFrom = pages.offset(from) + fromAt * Long.BYTES;
        final int longsTo = pages.offset(to) + toAt * Long.BYTES;
        final int intsFrom = pages.offset(from) + fromAt * Integer.BYTES;
        final int intsTo = pages.offset(to) + toAt * Integer.BYTES;
        target.putBytes(longsTo, source, longsFrom, length * Long.BYTES);
        target.putBytes(longsTo + IDS_AT, source, longsFrom + IDS_AT, length * Long.BYTES);
        target.putBytes(intsTo + COUNTS_AT, source, intsFrom + COUNTS_AT, length * Integer.BYTES);
        target.putBytes(intsTo + CHILDREN_AT, source, intsFrom + CHILDREN_AT, length * Integer.BYTES);
    }
}
