package io.muster.master.engine.slab;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * Units of one size, each with a number, in memory outside the heap: the collector neither moves nor marks them.
 * <p>
 * Memory comes in chunks of 256 KiB, all zeros, as numbers are asked for; it is never given back. Growing adds a chunk
 * and copies nothing, but for the first chunk, which starts small and is copied as it widens: a small directory takes
 * little, and the largest copy is half a chunk. A fresh chunk costs its 64 page faults, which on a virtual machine take
 * 2 to 10 us each: this is why it is not larger, for all of them are the one command's that needs the chunk.
 * <p>
 * The limit is the JVM's for direct memory (as much as its heap may take, unless it is set): beyond it
 * {@link #ensure} throws {@link OutOfMemoryError}, which ends the process. So directories have limits of their own.
 */
public final class Chunks
{
    private static final int CHUNK_BYTES = 1 << 18;
    private static final int FIRST_BYTES = 1 << 10;
    private static final int WIDER = 2;
    private static final int CACHE_LINE_BYTES = 64;

    private final int unitBytes;
    private final int shift;
    private final int mask;
    private UnsafeBuffer[] chunks = new UnsafeBuffer[1];
    private long[] addresses = new long[1];
    private int length;
    private int capacity;

    /** No memory yet, for units of this size; a size that is not a power of two leaves the end of a chunk unused. */
    public Chunks(final int unitBytes)
    {
        this.unitBytes = unitBytes;
        shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, CHUNK_BYTES / unitBytes));
        mask = (1 << shift) - 1;
    }

    /** Units that there is memory for: their numbers are below this one. */
    public int capacity()
    {
        return capacity;
    }

    /** Let there be memory for the unit with this number, and for all below it. */
    public void ensure(final int unit)
    {
        while (unit >= capacity)
        {
            if (capacity <= mask)
            {
                widenFirst();
            }
            else
            {
                addChunk();
            }
        }
    }

    /** Where the bytes of a unit are, from {@link #offset}. The buffer stays valid when there is more memory. */
    public UnsafeBuffer buffer(final int unit)
    {
        return chunks[unit >>> shift];
    }

    /** Where a unit begins in its {@link #buffer}. */
    public int offset(final int unit)
    {
        return (unit & mask) * unitBytes;
    }

    /**
     * Where the bytes of a unit are in memory, for those who read and write it without a buffer's checks. Not valid any
     * more once there is more memory.
     *
     * @throws IndexOutOfBoundsException for a unit that there is no memory for: no mistake may read or write elsewhere.
     */
    long address(final int unit)
    {
        if (unit >= capacity)
        {
            throw new IndexOutOfBoundsException("unit " + unit + " of " + capacity);
        }
        return addresses[unit >>> shift] + (long)(unit & mask) * unitBytes;
    }

    /** Bytes of all units that there is memory for. */
    public long bytes()
    {
        return (long)capacity * unitBytes;
    }

    /** The buffer is told of its new memory, so whoever holds it goes on reading what is there. */
    private void widenFirst()
    {
        final int units = Math.min(mask + 1, Math.max(Math.max(1, FIRST_BYTES / unitBytes), capacity * WIDER));
        final UnsafeBuffer wider = allocate(units);
        if (length == 0)
        {
            chunks[0] = wider;
            length = 1;
        }
        else
        {
            wider.putBytes(0, chunks[0], 0, capacity * unitBytes);
            chunks[0].wrap(wider.byteBuffer());
        }
        capacity = units;
        addresses[0] = chunks[0].addressOffset();
    }

    private void addChunk()
    {
        final UnsafeBuffer added = allocate(mask + 1);
        if (length == chunks.length)
        {
            chunks = Arrays.copyOf(chunks, length * 2);
            addresses = Arrays.copyOf(addresses, length * 2);
        }
        addresses[length] = added.addressOffset();
        chunks[length++] = added;
        capacity += mask + 1;
    }

    private UnsafeBuffer allocate(final int units)
    {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(units * unitBytes, CACHE_LINE_BYTES));
    }
}
