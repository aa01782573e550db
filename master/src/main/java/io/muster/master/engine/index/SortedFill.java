package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;

import java.util.Arrays;

/**
 * What a sorted index holds after a restore, in order: values, ids and slots. Takes 24 bytes of heap a record until it
 * is done with.
 * <p>
 * A stable sort by id, and then by value: byte by byte from the lowest; a byte that all share costs one look.
 */
final class SortedFill
{
    private static final int DIGITS = 256;

    private final SortedIndex index;
    private final Slab slab;
    private final Field idField;
    private final int[] starts = new int[DIGITS];
    private long[] keys;
    private int[] slots;
    private long[] otherKeys;
    private int[] otherSlots;

    /** Sort the records of a slab that the index does not leave out. */
    SortedFill(final SortedIndex index, final Slab slab, final Field idField)
    {
        this.index = index;
        this.slab = slab;
        this.idField = idField;
        final int length = count();
        keys = new long[length];
        slots = new int[length];
        otherKeys = new long[length];
        otherSlots = new int[length];
        fillSlots();
        fillIds(keys);
        sort();
        fillValues();
        sort();
        fillIds(otherKeys);
    }

    long[] values()
    {
        return keys;
    }

    long[] ids()
    {
        return otherKeys;
    }

    int[] slots()
    {
        return slots;
    }

    private int count()
    {
        int count = 0;
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            count += index.isLeftOut(slot) ? 0 : 1;
        }
        return count;
    }

    private void fillSlots()
    {
        int at = 0;
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            if (!index.isLeftOut(slot))
            {
                slots[at++] = slot;
            }
        }
    }

    /** In a loop of its own, as the values: so the processor waits for many records at once. */
    private void fillIds(final long[] ids)
    {
        for (int i = 0; i < slots.length; i++)
        {
            ids[i] = slab.get(slots[i], idField);
        }
    }

    private void fillValues()
    {
        for (int i = 0; i < slots.length; i++)
        {
            keys[i] = index.valueOf(slots[i]);
        }
    }

    private void sort()
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
