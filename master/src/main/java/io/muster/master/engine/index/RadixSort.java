package io.muster.master.engine.index;

import java.util.Arrays;

/** A stable sort of slots by signed keys, byte by byte from the lowest; a byte that all keys share costs one look. */
final class RadixSort
{
    private static final int DIGITS = 256;

    private final int[] starts = new int[DIGITS];
    private long[] keys;
    private int[] slots;
    private long[] otherKeys;
    private int[] otherSlots;

    /** Two arrays of this length, to be filled, and two to sort into. */
    RadixSort(final int length)
    {
        keys = new long[length];
        slots = new int[length];
        otherKeys = new long[length];
        otherSlots = new int[length];
    }

    /** To be filled before {@link #sort}; another array after it, in order. */
    long[] keys()
    {
        return keys;
    }

    /** To be filled before {@link #sort}; another array after it, in the order of the keys. */
    int[] slots()
    {
        return slots;
    }

    /** An array of the same length that nothing is in, until the next {@link #sort}. */
    long[] spareKeys()
    {
        return otherKeys;
    }

    /** Sort both arrays by the first. */
    void sort()
    {
        for (int shift = 0; shift < Long.SIZE && !isSorted(); shift += Byte.SIZE)
        {
            sortBy(shift);
        }
    }

    private boolean isSorted()
    {
        for (int i = 1; i < keys.length; i++)
        {
            if (keys[i - 1] > keys[i])
            {
                return false;
            }
        }
        return true;
    }

    private void sortBy(final int shift)
    {
        if (count(shift))
        {
            for (int i = 0; i < keys.length; i++)
            {
                final int to = starts[digit(keys[i], shift)]++;
                otherKeys[to] = keys[i];
                otherSlots[to] = slots[i];
            }
            final long[] sortedKeys = otherKeys;
            otherKeys = keys;
            keys = sortedKeys;
            final int[] sortedSlots = otherSlots;
            otherSlots = slots;
            slots = sortedSlots;
        }
    }

    /** Find where the keys with each digit go; false when all have the same. */
    private boolean count(final int shift)
    {
        Arrays.fill(starts, 0);
        for (final long key : keys)
        {
            starts[digit(key, shift)]++;
        }
        int start = 0;
        for (int digit = 0; digit < DIGITS; digit++)
        {
            final int count = starts[digit];
            if (count == keys.length)
            {
                return false;
            }
            starts[digit] = start;
            start += count;
        }
        return true;
    }

    /** The sign is turned, so that negative keys come first. */
    private static int digit(final long key, final int shift)
    {
        return (int)((key ^ Long.MIN_VALUE) >>> shift) & DIGITS - 1;
    }
}
