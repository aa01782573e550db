package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Mix;
import io.muster.master.engine.slab.Slab;
import io.muster.master.engine.slab.SlotArray;

/**
 * At most one record for each value of a number that counts up, as ids do. The value 0 is "none", and not indexed.
 * <p>
 * A value is found in an array; those that stayed when most of their neighbours went are found by their hash.
 */
public final class UniqueIndex implements Index, SlotHash.Keys
{
    private final Slab slab;
    private final Field field;
    private final SlotHash hash = new SlotHash(this);
    private final SlotArray array = new SlotArray((value, slot) -> hash.add(Mix.of(value), slot));
    private long sought;

    /** An index over a slab without records. */
    public UniqueIndex(final Slab slab, final Field field)
    {
        this.slab = slab;
        this.field = field;
    }

    /** The slot of the record with this value, or {@link Slab#NONE}. */
    public int find(final long value)
    {
        final int slot = array.get(value);
        return slot != Slab.NONE || value == 0 ? slot : findSparse(value);
    }

    @Override
    public void link(final int slot)
    {
        final long value = slab.get(slot, field);
        if (value != 0 && !array.put(value, slot))
        {
            hash.add(Mix.of(value), slot);
        }
    }

    @Override
    public void unlink(final int slot)
    {
        final long value = slab.get(slot, field);
        if (value != 0 && !array.remove(value))
        {
            hash.remove(Mix.of(value), slot);
        }
    }

    @Override
    public void rebuild()
    {
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            array.count(slab.get(slot, field));
        }
        array.counted();
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            array.put(slab.get(slot, field), slot);
        }
        new SlotHashFill(hash, this, slab).fill();
    }

    @Override
    public long bytes()
    {
        return array.bytes() + hash.bytes();
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
        final long value = slab.get(slot, field);
        return value != 0 && array.get(value) == Slab.NONE;
    }

    private int findSparse(final long value)
    {
        sought = value;
        return hash.find(Mix.of(value));
    }
}
