package io.muster.master.engine.slab;

/**
 * A set of slots that finds its lowest member, and its lowest gap, in a few steps at any size: each bit of an upper
 * level sums up 64 bits of the one below.
 * <p>
 * Grows by itself and outside the heap, by one bit a slot and little more, up to its highest member.
 */
public final class SlotSet
{
    private static final int NONE = -1;
    private static final int LEVELS = 5;

    /** A bit that is set: something below it is in the set. */
    private final Words[] some = new Words[LEVELS];
    /** A bit that is set: everything below it is in the set. The lowest level is the lowest of "some". */
    private final Words[] all = new Words[LEVELS];
    private int count;

    /** A set without members, and without memory. */
    public SlotSet()
    {
        for (int level = 0; level < LEVELS; level++)
        {
            some[level] = new Words();
            all[level] = level == 0 ? some[0] : new Words();
        }
    }

    /** Members. */
    public int count()
    {
        return count;
    }

    /** Is a slot in the set? */
    public boolean contains(final int slot)
    {
        return (some[0].get(slot >>> 6) & 1L << slot) != 0;
    }

    /** Put a slot in; no change if it is. */
    public void add(final int slot)
    {
        if (!contains(slot))
        {
            count++;
            setSome(slot);
            setAll(slot);
        }
    }

    /** Take a slot out; no change if it is not in. */
    public void remove(final int slot)
    {
        if (contains(slot))
        {
            count--;
            clearSome(slot);
            clearAll(slot);
        }
    }

    /** The lowest member that is not below a slot, or -1. */
    public int next(final int from)
    {
        int index = from;
        for (int level = 0; level < LEVELS; level++)
        {
            final int word = index >>> 6;
            final long bits = some[level].get(word) & -1L << index;
            if (bits != 0)
            {
                return lowestBelow(level, word << 6 | Long.numberOfTrailingZeros(bits));
            }
            index = word + 1;
        }
        return NONE;
    }

    /** The lowest slot that is not in the set. */
    public int firstGap()
    {
        int index = 0;
        for (int level = LEVELS - 1; level >= 0; level--)
        {
            index = index << 6 | Long.numberOfTrailingZeros(~all[level].get(index));
        }
        return index;
    }

    /** Bytes that the set takes. */
    public long bytes()
    {
        long bytes = some[0].bytes();
        for (int level = 1; level < LEVELS; level++)
        {
            bytes += some[level].bytes() + all[level].bytes();
        }
        return bytes;
    }

    private int lowestBelow(final int fromLevel, final int fromIndex)
    {
        int index = fromIndex;
        for (int level = fromLevel - 1; level >= 0; level--)
        {
            index = index << 6 | Long.numberOfTrailingZeros(some[level].get(index));
        }
        return index;
    }

    private void setSome(final int slot)
    {
        int index = slot;
        for (int level = 0; level < LEVELS; level++)
        {
            final int word = index >>> 6;
            final long before = some[level].get(word);
            some[level].put(word, before | 1L << index);
            if (before != 0)
            {
                return;
            }
            index = word;
        }
    }

    private void setAll(final int slot)
    {
        int word = slot >>> 6;
        for (int level = 1; level < LEVELS && all[level - 1].get(word) == -1L; level++)
        {
            final int index = word;
            word = index >>> 6;
            all[level].put(word, all[level].get(word) | 1L << index);
        }
    }

    private void clearSome(final int slot)
    {
        int index = slot;
        for (int level = 0; level < LEVELS; level++)
        {
            final int word = index >>> 6;
            final long after = some[level].get(word) & ~(1L << index);
            some[level].put(word, after);
            if (after != 0)
            {
                return;
            }
            index = word;
        }
    }

    private void clearAll(final int slot)
    {
        int index = slot >>> 6;
        for (int level = 1; level < LEVELS; level++)
        {
            final long before = all[level].get(index >>> 6);
            if ((before & 1L << index) == 0)
            {
                return;
            }
            all[level].put(index >>> 6, before & ~(1L << index));
            index >>>= 6;
        }
    }
}
