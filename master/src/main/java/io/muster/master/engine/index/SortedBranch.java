package io.muster.master.engine.index;

/**
 * An upper level of a sorted index: children in order, each with a key that is not above any of its entries, and a
 * count.
 */
final class SortedBranch
{
    static final int CHILDREN_MAX = 64;

    final long[] values = new long[CHILDREN_MAX];
    final long[] ids = new long[CHILDREN_MAX];
    final int[] counts = new int[CHILDREN_MAX];
    final Object[] children = new Object[CHILDREN_MAX];
    int size;

    boolean isFull()
    {
        return size == CHILDREN_MAX;
    }

    /** The last child whose key is not above this one; the first child serves for all that is below. */
    int childFor(final long value, final long id)
    {
        int low = 1;
        int high = size;
        while (low < high)
        {
            final int middle = low + high >>> 1;
            if (values[middle] < value || values[middle] == value && ids[middle] <= id)
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

    void insert(final int at, final Object child, final int count)
    {
        shift(at, at + 1, size - at);
        children[at] = child;
        counts[at] = count;
        size++;
    }

    void key(final int at, final long value, final long id)
    {
        values[at] = value;
        ids[at] = id;
    }

    void remove(final int at)
    {
        size--;
        shift(at + 1, at, size - at);
        children[size] = null;
    }

    void splitTo(final SortedBranch right, final int at)
    {
        right.size = size - at;
        System.arraycopy(values, at, right.values, 0, right.size);
        System.arraycopy(ids, at, right.ids, 0, right.size);
        System.arraycopy(counts, at, right.counts, 0, right.size);
        System.arraycopy(children, at, right.children, 0, right.size);
        for (int i = at; i < size; i++)
        {
            children[i] = null;
        }
        size = at;
    }

    int count()
    {
        int sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += counts[i];
        }
        return sum;
    }

    private void shift(final int from, final int to, final int length)
    {
        System.arraycopy(values, from, values, to, length);
        System.arraycopy(ids, from, ids, to, length);
        System.arraycopy(counts, from, counts, to, length);
        System.arraycopy(children, from, children, to, length);
    }
}
