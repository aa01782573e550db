package io.muster.master.engine.index;

import io.muster.master.engine.slab.Slab;

/**
 * Fills a hash with all records of a slab at once, after a restore.
 * <p>
 * The slots are brought together by the first bits of their hashes, so that the tables which are filled at a time stay
 * in the processor's cache: many times faster than one by one. Takes 12 bytes of heap a slot until it is done.
 */
final class SlotHashFill
{
    private static final int PARTS = 256;
    private static final int PART_SHIFT = Long.SIZE - 8;

    private final SlotHash hash;
    private final SlotHash.Keys keys;
    private final Slab slab;
    private final int[] ends = new int[PARTS];

    SlotHashFill(final SlotHash hash, final SlotHash.Keys keys, final Slab slab)
    {
        this.hash = hash;
        this.keys = keys;
        this.slab = slab;
    }

    /** Nothing is in the hash: put in all that it is to hold. */
    void fill()
    {
        final int length = count();
        hash.reserve(length);
        final long[] hashes = new long[length];
        final int[] slots = new int[length];
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            if (keys.isKept(slot))
            {
                final long code = keys.hashOf(slot);
                final int to = ends[(int)(code >>> PART_SHIFT)]++;
                hashes[to] = code;
                slots[to] = slot;
            }
        }
        for (int i = 0; i < length; i++)
        {
            hash.add(hashes[i], slots[i]);
        }
    }

    /** Find where each part begins. */
    private int count()
    {
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            if (keys.isKept(slot))
            {
                ends[(int)(keys.hashOf(slot) >>> PART_SHIFT)]++;
            }
        }
        int start = 0;
        for (int part = 0; part < PARTS; part++)
        {
            final int count = ends[part];
            ends[part] = start;
            start += count;
        }
        return start;
    }
}
