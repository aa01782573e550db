package io.muster.master.engine.slab;

import java.util.Arrays;

/**
 * A set of slots that finds its lowest member, and its lowest gap, in a few steps at any size: each bit of an upper
 * level sums up 64 bits of the one below.
 * <p>
 * Grows by itself; a level that grows is copied, which for ten million slots is 1.2 MiB at the lowest level.
 */
public final class SlotSet
{
    private static final int NONE = -1;
    private static final int LEVELS = 5;

    /** A bit that is set: something below it is in the set. */
    private final long[][] some = new long[LEVELS][1];
    /** A bit that is set: everything below it is in the set. */
    private final long[][] all = new long[LEVELS][1];
    private int count;

    /** Members. */
    public int count()
    {
        return count;
    }

    /** Is a slot in the set? */
    public boolean contains(final int slot)
    {
        final int word = slot >>> 6;
        return word < some[0].length && (some[0][word] & 1L << slot) != 0;
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
        int level = 0;
        int index = from;
        while (level < LEVELS)
        {
            final int word = index >>> 6;
            final long bits = word < some[level].length ? some[level][word] & -1L << index : 0;
            if (bits != 0)
            {
                return lowestBelow(level, word << 6 | Long.numberOfTrailingZeros(bits));
            }
            index = word + 1;
            level++;
        }
        return NONE;
    }

    /** The lowest slot that is not in the set. */
    public int firstGap()
    {
        int index = 0;
        for (int level = LEVELS - 1; level >= 0; level--)
        {
            final long full = index < all[level].length ? all[level][index] : 0;
            index = index << 6 | Long.numberOfTrailingZeros(~full);
        }
        return index;
    }

    /** Bytes that the set takes. */
    public long bytes()
    {
        long words = 0;
        for (int level = 0; level < LEVELS; level++)
        {
            words += some[level].length + all[level].length - (level == 0 ? all[0].length : 0);
        }
        return words * Long.BYTES;
    }

    private int lowestBelow(final int fromLevel, final int fromIndex)
    {
        int index = fromIndex;
        for (int level = fromLevel - 1; level >= 0; level--)
        {
            index = index << 6 | Long.numberOfTrailingZeros(some[level][index]);
        }
        return index;
    }

    private void setSome(final int slot)
    {
        int index = slot;
        for (int level = 0; level < LEVELS; level++)
        {
            final int word = index >>> 6;
            grow(level, word);
            final long before = some[level][word];
            some[level][word] = before | 1L << index;
            if (before != 0)
            {
                return;
            }
            index = word;
        }
    }

    /** The lowest level of "all" is the lowest of "some"; they share it once both have grown. */
    private void setAll(final int slot)
    {
        all[0] = some[0];
        int word = slot >>> 6;
        for (int level = 1; level < LEVELS && all[level - 1][word] == -1L; level++)
        {
            final int index = word;
            word = index >>> 6;
            all[level][word] |= 1L << index;
        }
    }

    private void clearSome(final int slot)
    {
        int index = slot;
        for (int level = 0; level < LEVELS; level++)
        {
            final int word = index >>> 6;
            some[level][word] &= ~(1L << index);
            if (some[level][word] != 0)
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
            all[level][index >>> 6] &= ~(1L << index);
            index >>>= 6;
        }
    }

    private void grow(final int level, final int word)
    {
        if (word >= some[level].length)
        {
            final int length = Math.max(word + 1, some[level].length * 2);
            some[level] = Arrays.copyOf(some[level], length);
            all[level] = level == 0 ? some[0] : Arrays.copyOf(all[level], length);
        }
    }
}
