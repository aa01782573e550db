package io.muster.master.engine.slab;

import org.agrona.UnsafeApi;

import java.util.Arrays;

/**
 * The slot of each number that counts up, as ids do: an array in pages, where finding is a load and no search.
 * <p>
 * Numbers are in blocks of 1,024. The newest block is here, and every other one while at least 128 of its numbers are:
 * so a slot takes 32 bytes at most, however many numbers are gone, and 4 if none is. What is left of a block that has
 * become sparse is given to {@link Elsewhere}, and a block never comes back, for its numbers are not given out again.
 * Growing adds a page and copies nothing.
 */
public final class SlotArray
{
    private static final int BLOCK_BITS = 10;
    private static final int BLOCK_LENGTH = 1 << BLOCK_BITS;
    private static final int BLOCK_MASK = BLOCK_LENGTH - 1;
    private static final int BLOCK_COUNT_MIN = BLOCK_LENGTH / 8;
    /** Numbers from 2^32 on are elsewhere. */
    private static final int ROOT_LENGTH = 1 << 12;
    private static final long BLOCKS = (long)ROOT_LENGTH << BLOCK_BITS;

    private final Elsewhere elsewhere;
    private final Pages pages = new Pages(BLOCK_LENGTH * Integer.BYTES);
    /** Pages that list 1,024 blocks each, plus 1; 0 for none. They hold blocks' pages alike. */
    private final int[] root = new int[ROOT_LENGTH];
    /** By a block's page: numbers that are here. */
    private short[] counts = new short[1];
    private long newest = -1;

    /** Nothing is in. */
    public SlotArray(final Elsewhere elsewhere)
    {
        this.elsewhere = elsewhere;
    }

    /** The slot of a number, or {@link Slab#NONE}: it is elsewhere, or nowhere. */
    public int get(final long number)
    {
        final int entry = entry(number >>> BLOCK_BITS);
        return entry <= 0 ? Slab.NONE : UnsafeApi.getInt(addressOf(entry, number)) - 1;
    }

    /**
     * Put a number in that is neither here nor elsewhere.
     *
     * @return false: not done, it is to be kept elsewhere; so is 0.
     */
    public boolean put(final long number, final int slot)
    {
        if (number == 0)
        {
            return false;
        }
        final long block = number >>> BLOCK_BITS;
        if (block > newest && block < BLOCKS)
        {
            begin(block);
        }
        final int entry = entry(block);
        if (entry <= 0)
        {
            return false;
        }
        UnsafeApi.putInt(addressOf(entry, number), slot + 1);
        counts[entry - 1]++;
        return true;
    }

    /** Take a number out. @return false: it is not here. */
    public boolean remove(final long number)
    {
        if (get(number) == Slab.NONE)
        {
            return false;
        }
        final long block = number >>> BLOCK_BITS;
        final int entry = entry(block);
        UnsafeApi.putInt(addressOf(entry, number), 0);
        counts[entry - 1]--;
        if (block != newest)
        {
            endIfSparse(block);
        }
        return true;
    }

    /** Nothing is in, and this number is to be put in later; then comes {@link #counted}. */
    public void count(final long number)
    {
        final long block = number >>> BLOCK_BITS;
        if (block >= 0 && block < BLOCKS)
        {
            newest = Math.max(newest, block);
            entry(block, entry(block) - 1);
        }
    }

    /** All numbers were counted: those of the blocks that are full enough may be put in. */
    public void counted()
    {
        for (long block = 0; block <= newest; block++)
        {
            if (root[(int)(block >>> BLOCK_BITS)] == 0)
            {
                block |= BLOCK_MASK;
            }
            else
            {
                final boolean isHere = block == newest || entry(block) <= -BLOCK_COUNT_MIN;
                entry(block, isHere ? allocate() : 0);
            }
        }
    }

    /** Bytes that it takes. */
    public long bytes()
    {
        return pages.bytes() + ROOT_LENGTH * Integer.BYTES + (long)counts.length * Short.BYTES;
    }

    private void begin(final long block)
    {
        final long before = newest;
        newest = block;
        entry(block, allocate());
        if (before >= 0)
        {
            endIfSparse(before);
        }
    }

    private void endIfSparse(final long block)
    {
        final int entry = entry(block);
        if (entry > 0 && counts[entry - 1] < BLOCK_COUNT_MIN)
        {
            entry(block, 0);
            for (int i = 0; i < BLOCK_LENGTH; i++)
            {
                final int slot = UnsafeApi.getInt(addressOf(entry, i)) - 1;
                if (slot != Slab.NONE)
                {
                    elsewhere.take(block << BLOCK_BITS | i, slot);
                }
            }
            pages.free(entry - 1);
        }
    }

    /** The block's page, plus 1; 0 for none; while numbers are counted, how many are in it, below 0. */
    private int entry(final long block)
    {
        if (block >= BLOCKS || block < 0)
        {
            return 0;
        }
        final int list = root[(int)(block >>> BLOCK_BITS)];
        return list == 0 ? 0 : UnsafeApi.getInt(addressOf(list, block));
    }

    private void entry(final long block, final int entry)
    {
        final int list = (int)(block >>> BLOCK_BITS);
        if (root[list] == 0)
        {
            root[list] = allocate();
        }
        UnsafeApi.putInt(addressOf(root[list], block), entry);
    }

    private long addressOf(final int page, final long number)
    {
        return pages.address(page - 1) + (number & BLOCK_MASK) * Integer.BYTES;
    }

    private int allocate()
    {
        final int page = pages.allocate();
        if (page >= counts.length)
        {
            counts = Arrays.copyOf(counts, counts.length * 2);
        }
        counts[page] = 0;
        return page + 1;
    }

    /** Keeps what is not kept here. */
    @FunctionalInterface
    public interface Elsewhere
    {
        /** This number is no longer here. */
        void take(long number, int slot);
    }
}
