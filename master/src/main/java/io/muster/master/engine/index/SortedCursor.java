package io.muster.master.engine.index;

import io.muster.master.engine.slab.Slab;

/** A walk along a sorted index. It is made once, used for many walks, and not valid any more when the index changes. */
public final class SortedCursor
{
    private SortedLeaves leaves;
    private int leaf = SortedLeaves.NONE;
    private int size;
    private int at;

    /** Stand on the first record that is not below this value and id. */
    public void seek(final SortedIndex index, final long value, final long id)
    {
        leaves = index.leaves();
        leaf = index.leafFor(value, id);
        size = leaves.size(leaf);
        at = leaves.indexOf(leaf, value, id);
        skipToEntry();
    }

    /** The slot of the record that the cursor stands on, or {@link Slab#NONE} behind the last. */
    public int slot()
    {
        return leaf == SortedLeaves.NONE ? Slab.NONE : leaves.slot(leaf, at);
    }

    /** The number of that record that the index orders by. */
    public long value()
    {
        return leaves.value(leaf, at);
    }

    /**
     * Go on over some records, and tell of each the slot, the number that the index orders by, and the id.
     *
     * @param countMax at most as many as the arrays hold.
     * @param high     the largest number to be told of.
     * @return how many; fewer than the most that were wanted only at the end of what there is.
     */
    public int take(
        final int[] slots, final long[] values, final long[] ids, final int countMax, final long high)
    {
        int count = 0;
        while (leaf != SortedLeaves.NONE && count < countMax && leaves.value(leaf, at) <= high)
        {
            slots[count] = leaves.slot(leaf, at);
            values[count] = leaves.value(leaf, at);
            ids[count++] = leaves.id(leaf, at);
            advance();
        }
        return count;
    }

    /** Go on to the next record. */
    public void advance()
    {
        at++;
        skipToEntry();
    }

    private void skipToEntry()
    {
        while (at >= size && leaf != SortedLeaves.NONE)
        {
            leaf = leaves.next(leaf);
            size = leaf == SortedLeaves.NONE ? 0 : leaves.size(leaf);
            at = 0;
        }
    }
}
