package io.muster.master.engine.index;

import io.muster.master.engine.slab.Slab;

/** A walk along a sorted index. It is made once, used for many walks, and not valid any more when the index changes. */
public final class SortedCursor
{
    private SortedLeaf leaf;
    private int at;

    /** Stand on the first record that is not below this value and id. */
    public void seek(final SortedIndex index, final long value, final long id)
    {
        leaf = index.leafFor(value, id);
        at = index.indexIn(leaf, value, id);
        skipToEntry();
    }

    /** The slot of the record that the cursor stands on, or {@link Slab#NONE} behind the last. */
    public int slot()
    {
        return leaf == null ? Slab.NONE : leaf.slots[at];
    }

    /** The number of that record that the index orders by. */
    public long value()
    {
        return leaf.values[at];
    }

    /** Go on to the next record. */
    public void advance()
    {
        at++;
        skipToEntry();
    }

    private void skipToEntry()
    {
        while (leaf != null && at >= leaf.size)
        {
            leaf = leaf.next;
            at = 0;
        }
    }
}
