package io.muster.master.engine.index;

import java.util.Arrays;

/** A stable sort of slots by signed keys, byte by byte from the lowest; a byte that all keys share costs one look. */
final class RadixSort
{
    private static final int DIGITS = 256;

    private final int[] starts = new int[DIGITS];
    private final long[] keys;
    private final int[] slots;
    private final long[] sortedKeys;
    private final int[] sortedSlots;

    private RadixSort(final long[] keys, final int[] slots)
    {
        this.keys = keys;
        this.slots = slots;
        sortedKeys = new long[keys.length];
        sortedSlots = new int[slots.length];
    }

    /** Sort both arrays by the first. */
    static void sort(final long[] keys, final int[] slots)
    {
        final RadixSort sort = new RadixSort(keys, slots);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE)
        {
            sort.sortBy(shift);
        }
    }

    private void sortBy(final int shift)
    {
        if (count(shift))
        {
            for (int i = 0; i < keys.length; i++)
            {
                final int to = starts[digit(keys[i], shift)]++;
                sortedKeys[to] = keys[i];
                sortedSlots[to] = slots[i];
            }
            System.arraycopy(sortedKeys, 0, keys, 0, keys.length);
            System.arraycopy(sortedSlots, 0, slots, 0, slots.length);
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
