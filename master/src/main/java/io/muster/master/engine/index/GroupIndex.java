package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Mix;
import io.muster.master.engine.slab.Slab;

/**
 * All records with the same value of a number, in the order in which they came to it. The value 0 is "none", and not
 * indexed.
 * <p>
 * The members are a list threaded through their records by two links. The first member's link back holds the
 * complement of the last member's slot, the last one's link onward the complement of the count; both are negative, so
 * a record shows what it is. The group needs no memory but one entry of a hash, and a slab that is written out has its
 * groups, with their order, in it.
 */
public final class GroupIndex implements Index, SlotHash.Keys
{
    private final Slab slab;
    private final Field field;
    private final int nextAt;
    private final int previousAt;
    private final SlotHash firsts = new SlotHash(this);
    private long sought;

    /**
     * An index over a slab without records.
     *
     * @param link the first of two links of the records that are this index's own; even.
     */
    public GroupIndex(final Slab slab, final Field field, final int link)
    {
        this.slab = slab;
        this.field = field;
        nextAt = slab.linkOffset(link);
        previousAt = slab.linkOffset(link + 1);
    }

    /** The first member, or {@link Slab#NONE}. */
    public int first(final long value)
    {
        sought = value;
        return value == 0 ? Slab.NONE : firsts.find(Mix.of(value));
    }

    /** The member after this one, or {@link Slab#NONE}. */
    public int next(final int slot)
    {
        return Math.max(slab.getInt(slot, nextAt), Slab.NONE);
    }

    /** Members. */
    public int count(final long value)
    {
        final int first = first(value);
        return first == Slab.NONE ? 0 : countOf(lastOf(first));
    }

    @Override
    public void link(final int slot)
    {
        final long value = slab.get(slot, field);
        if (value == 0)
        {
            return;
        }

        final int first = first(value);
        if (first == Slab.NONE)
        {
            firsts.add(Mix.of(value), slot);
            links(slot, ~1, ~slot);
        }
        else
        {
            final int last = lastOf(first);
            links(slot, ~(countOf(last) + 1), last);
            slab.putInt(last, nextAt, slot);
            slab.putInt(first, previousAt, ~slot);
        }
    }

    @Override
    public void unlink(final int slot)
    {
        final long value = slab.get(slot, field);
        if (value == 0)
        {
            return;
        }

        final int first = first(value);
        final int last = lastOf(first);
        final int count = countOf(last);
        if (count == 1)
        {
            firsts.remove(Mix.of(value), slot);
        }
        else
        {
            unlinkFromMany(slot, first, last, count);
        }
        links(slot, 0, 0);
    }

    /** Both links are one word, and one change of the digest. */
    private void links(final int slot, final int next, final int previous)
    {
        slab.putLong(slot, nextAt, (long)previous << Integer.SIZE | next & 0xFFFF_FFFFL);
    }

    /** The links came with the records; only the ways to the first members are to be made. */
    @Override
    public void rebuild()
    {
        new SlotHashFill(firsts, this, slab).fill();
    }

    @Override
    public long bytes()
    {
        return firsts.bytes();
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

    /** First members alone. */
    @Override
    public boolean isKept(final int slot)
    {
        return slab.getInt(slot, previousAt) < 0;
    }

    private void unlinkFromMany(final int slot, final int first, final int last, final int count)
    {
        final int next = slab.getInt(slot, nextAt);
        final int previous = slab.getInt(slot, previousAt);
        if (slot == first)
        {
            firsts.replace(hashOf(slot), slot, next);
            slab.putInt(next, previousAt, ~last);
            slab.putInt(last, nextAt, ~(count - 1));
        }
        else if (slot == last)
        {
            slab.putInt(previous, nextAt, ~(count - 1));
            slab.putInt(first, previousAt, ~previous);
        }
        else
        {
            slab.putInt(previous, nextAt, next);
            slab.putInt(next, previousAt, previous);
            slab.putInt(last, nextAt, ~(count - 1));
        }
    }

    private int lastOf(final int first)
    {
        return ~slab.getInt(first, previousAt);
    }

    private int countOf(final int last)
    {
        return ~slab.getInt(last, nextAt);
    }
}
