package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Mix;
import io.muster.master.engine.slab.Slab;

/** At most one record for each value of a number. The value 0 is "none", and not indexed. */
public final class UniqueIndex implements Index, SlotHash.Keys
{
    private final Slab slab;
    private final Field field;
    private final int at;
    private final boolean isWord;
    private final SlotHash hash = new SlotHash(this);
    private long sought;

    /** An index over a slab without records. */
    public UniqueIndex(final Slab slab, final Field field)
    {
        this.slab = slab;
        this.field = field;
        at = field.offset();
        isWord = field.bytes() == Long.BYTES;
    }

    /** The slot of the record with this value, or {@link Slab#NONE}. */
    public int find(final long value)
    {
        if (value == 0)
        {
            return Slab.NONE;
        }
        final long code = Mix.of(value);
        final int likely = isWord ? hash.likely(code) : Slab.NONE;
        if (likely != Slab.NONE && slab.getLong(likely, at) == value)
        {
            return likely;
        }
        sought = value;
        return hash.find(code);
    }

    @Override
    public void link(final int slot)
    {
        final long value = slab.get(slot, field);
        if (value != 0)
        {
            hash.add(Mix.of(value), slot);
        }
    }

    @Override
    public void unlink(final int slot)
    {
        final long value = slab.get(slot, field);
        if (value != 0)
        {
            hash.remove(Mix.of(value), slot);
        }
    }

    @Override
    public void rebuild()
    {
        new SlotHashFill(hash, this, slab).fill();
    }

    @Override
    public long bytes()
    {
        return hash.bytes();
    }

    @Override
    public long hashOf(final int slot)
    {
        return Mix.of(slab.get(slot, field));
    }

    @Override
    public boolean isSought(final int slot)
    {
        return slab.get(slot, field) == sought;
    }

    @Override
    public boolean isKept(final int slot)
    {
        return slab.get(slot, field) != 0;
    }
}
