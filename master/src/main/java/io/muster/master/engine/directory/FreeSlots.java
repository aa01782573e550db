package io.muster.master.engine.directory;

import java.util.Arrays;

/**
 * Which slots are free, and the lowest of them: the same one whatever the past was.
 * <p>
 * A tree of bits. A bit of the lowest level is set while its slot is free; a bit of any other level while a word below
 * it is not zero. So the lowest free one of a million slots is four steps away.
 */
final class FreeSlots
{
    private static final int WORD_SHIFT = 6;

    private final int slotsMax;
    private final long[][] levels;

    FreeSlots(final int slotsMax)
    {
        this.slotsMax = slotsMax;
        int height = 1;
        for (int words = wordsFor(slotsMax); words > 1; words = wordsFor(words))
        {
            height++;
        }

        levels = new long[height][];
        int bits = slotsMax;
        for (int level = 0; level < height; level++)
        {
            levels[level] = allSet(bits);
            bits = wordsFor(bits);
        }
    }

    private static long[] allSet(final int bits)
    {
        final long[] words = new long[wordsFor(bits)];
        Arrays.fill(words, -1L);
        final int bitsOfLast = bits & 63;
        if (bitsOfLast != 0)
        {
            words[words.length - 1] = (1L << bitsOfLast) - 1;
        }
        return words;
    }

    private static int wordsFor(final int bits)
    {
        return (bits + 63) >>> WORD_SHIFT;
    }

    /** The lowest free slot, or -1 when all are taken. */
    int lowest()
    {
        if (levels[levels.length - 1][0] == 0)
        {
            return -1;
        }
        int index = 0;
        for (int level = levels.length - 1; level >= 0; level--)
        {
            index = (index << WORD_SHIFT) + Long.numberOfTrailingZeros(levels[level][index]);
        }
        return index;
    }

    boolean isFree(final int slot)
    {
        return (levels[0][slot >>> WORD_SHIFT] & 1L << slot) != 0;
    }

    /** Whether there is such a slot at all. */
    boolean has(final int slot)
    {
        return slot >= 0 && slot < slotsMax;
    }

    void take(final int slot)
    {
        int index = slot;
        for (final long[] words : levels)
        {
            words[index >>> WORD_SHIFT] &= ~(1L << index);
            if (words[index >>> WORD_SHIFT] != 0)
            {
                return;
            }
            index >>>= WORD_SHIFT;
        }
    }

    void release(final int slot)
    {
        int index = slot;
        for (final long[] words : levels)
        {
            words[index >>> WORD_SHIFT] |= 1L << index;
            index >>>= WORD_SHIFT;
        }
    }
}
