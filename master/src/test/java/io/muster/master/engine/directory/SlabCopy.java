package io.muster.master.engine.directory;

import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Slab;

/** What a snapshot does to a table, without the snapshot. */
final class SlabCopy
{
    private SlabCopy()
    {
    }

    /** Put every record of a table into an empty one, and make its indexes. */
    static void restore(final Table source, final Table target)
    {
        final Slab slab = source.slab();
        final int blockBytes = slab.linkOffset(0);
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            target.slab().restore(
                slot, slab.buffer(slot), slab.offset(slot), blockBytes, slab.recordBytes() - blockBytes);
        }
        target.rebuild();
    }
}
