package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import io.muster.master.engine.slab.SlotSet;

/** The records that have a tag: a bit of a 64-bit field. */
public final class BitsIndex implements Index
{
    private final Slab slab;
    private final Field field;
    private final SlotSet[] tagged = new SlotSet[Long.SIZE];

    /** An index over a slab without records. */
    public BitsIndex(final Slab slab, final Field field)
    {
        this.slab = slab;
        this.field = field;
        for (int tag = 0; tag < Long.SIZE; tag++)
        {
            tagged[tag] = new SlotSet();
        }
    }

    /** Records with this tag. */
    public int count(final int tag)
    {
        return tagged[tag].count();
    }

    /** The first slot with this tag that is not below another, or {@link Slab#NONE}. */
    public int next(final int tag, final int fromSlot)
    {
        return tagged[tag].next(fromSlot);
    }

    @Override
    public void link(final int slot)
    {
        for (long bits = slab.get(slot, field); bits != 0; bits &= bits - 1)
        {
            tagged[Long.numberOfTrailingZeros(bits)].add(slot);
        }
    }

    @Override
    public void unlink(final int slot)
    {
        for (long bits = slab.get(slot, field); bits != 0; bits &= bits - 1)
        {
            tagged[Long.numberOfTrailingZeros(bits)].remove(slot);
        }
    }

    @Override
    public void rebuild()
    {
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            link(slot);
        }
    }

    @Override
    public long bytes()
    {
        long bytes = 0;
        for (final SlotSet set : tagged)
        {
            bytes += set.bytes();
        }
        return bytes;
    }
}
