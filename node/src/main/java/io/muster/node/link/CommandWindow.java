package io.muster.node.link;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands of one incarnation that the master has not applied yet, numbered from 1 and kept in a ring.
 * <p>
 * They lie there as they travel: length (uint16, little endian), then the message. So a batch is one copy out of the
 * ring. Bounded twice, in bytes and in commands; a full window takes nothing more. Allocates only in the constructor.
 */
final class CommandWindow
{
    /** What a command costs in a batch besides its own bytes. */
    static final int LENGTH_BYTES = 2;

    private final UnsafeBuffer ring;
    /** Where each command ends, as a count of bytes since the start of the incarnation. */
    private final long[] ends;
    private long firstSeq = 1;
    private long lastSeq;
    private long firstByte;
    private long endByte;

    /** Both limits are rounded up to powers of two. */
    CommandWindow(final int bytesMax, final int commandsMax)
    {
        ring = new UnsafeBuffer(new byte[BitUtil.findNextPositivePowerOfTwo(bytesMax)]);
        ends = new long[BitUtil.findNextPositivePowerOfTwo(commandsMax)];
    }

    /** @return false: the window is full. */
    boolean append(final DirectBuffer buffer, final int offset, final int length)
    {
        if (endByte + LENGTH_BYTES + length - firstByte > ring.capacity() || count() == ends.length)
        {
            return false;
        }

        putByte(endByte, length);
        putByte(endByte + 1, length >> 8);
        put(endByte + LENGTH_BYTES, buffer, offset, length);
        endByte += LENGTH_BYTES + length;
        lastSeq++;
        ends[slot(lastSeq)] = endByte;
        return true;
    }

    /** Forget every command up to here. */
    void trim(final long appliedSeq)
    {
        check(appliedSeq <= lastSeq, "a command was applied before it was sent");

        if (appliedSeq >= firstSeq)
        {
            firstByte = ends[slot(appliedSeq)];
            firstSeq = appliedSeq + 1;
        }
    }

    /** How many commands from {@code seq} on fit into so many bytes, lengths included. */
    int countThatFit(final long seq, final int bytesMax, final int commandsMax)
    {
        final long lastByte = begin(seq) + bytesMax;
        final long lastSeqMax = Math.min(lastSeq, seq + commandsMax - 1);
        long next = seq;
        while (next <= lastSeqMax && ends[slot(next)] <= lastByte)
        {
            next++;
        }
        return (int)(next - seq);
    }

    /** Copy commands as they travel. @return the bytes copied. */
    int copy(final long seq, final int count, final MutableDirectBuffer to, final int offset)
    {
        final long begin = begin(seq);
        final int length = (int)(ends[slot(seq + count - 1)] - begin);
        final int index = index(begin);
        final int untilEnd = Math.min(length, ring.capacity() - index);
        to.putBytes(offset, ring, index, untilEnd);
        to.putBytes(offset + untilEnd, ring, 0, length - untilEnd);
        return length;
    }

    /** Forget everything, and number from 1 again. */
    void clear()
    {
        firstSeq = 1;
        lastSeq = 0;
        firstByte = 0;
        endByte = 0;
    }

    long firstSeq()
    {
        return firstSeq;
    }

    /** The last command appended; {@code firstSeq() - 1} when the window is empty. */
    long lastSeq()
    {
        return lastSeq;
    }

    int count()
    {
        return (int)(lastSeq - firstSeq + 1);
    }

    /** Bytes kept, lengths included. */
    int bytes()
    {
        return (int)(endByte - firstByte);
    }

    /** Bytes kept from a command on, lengths included. */
    int bytesFrom(final long seq)
    {
        return (int)(endByte - begin(seq));
    }

    private long begin(final long seq)
    {
        check(seq >= firstSeq && seq <= lastSeq + 1, "the command is not in the window");
        return seq == firstSeq ? firstByte : ends[slot(seq - 1)];
    }

    private void put(final long at, final DirectBuffer buffer, final int offset, final int length)
    {
        final int index = index(at);
        final int untilEnd = Math.min(length, ring.capacity() - index);
        ring.putBytes(index, buffer, offset, untilEnd);
        ring.putBytes(0, buffer, offset + untilEnd, length - untilEnd);
    }

    private void putByte(final long at, final int value)
    {
        ring.putByte(index(at), (byte)value);
    }

    private int index(final long at)
    {
        return (int)at & (ring.capacity() - 1);
    }

    private int slot(final long seq)
    {
        return (int)seq & (ends.length - 1);
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
