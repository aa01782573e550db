package io.muster.game.instance;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers of 1, 2, 4 ... KiB, lent and given back. Allocates only when more of a size are lent than ever before, and
 * keeps what it has: at most the outputs and inputs that were kept at the worst moment, each rounded up to a size.
 */
public final class BufferPool
{
    /** Smallest buffer, in bytes. */
    static final int SMALLEST = 1024;

    private static final int SIZES = 15;

    private final List<ArrayDeque<UnsafeBuffer>> free = new ArrayList<>();
    private int lent;

    public BufferPool()
    {
        for (int i = 0; i < SIZES; i++)
        {
            free.add(new ArrayDeque<>());
        }
    }

    /** A buffer of at least so many bytes, at most 16 MiB; what is in it is left over from its last use. */
    UnsafeBuffer lend(final int bytesMin)
    {
        final int bytes = Math.max(SMALLEST, BitUtil.findNextPositivePowerOfTwo(bytesMin));
        final UnsafeBuffer buffer = free.get(sizeOf(bytes)).pollLast();
        lent++;
        return buffer == null ? new UnsafeBuffer(new byte[bytes]) : buffer;
    }

    void giveBack(final UnsafeBuffer buffer)
    {
        lent--;
        free.get(sizeOf(buffer.capacity())).addLast(buffer);
    }

    /** Buffers that are out: a leak shows here. */
    int lent()
    {
        return lent;
    }

    private static int sizeOf(final int bytes)
    {
        return Integer.numberOfTrailingZeros(bytes / SMALLEST);
    }
}
