package io.muster.game.instance;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one player was told and has not acknowledged, numbered from 1, with a mark at the next one to be sent.
 * <pre>
 *   head ──────────── unsent ──────────── tail
 *    │ sent, not acked   │ not sent, or to be sent again
 * </pre>
 * Holds a pooled buffer only while something is kept, and one that grows with what is kept, up to the limit.
 */
final class KeptOutputs
{
    private static final int TICK_OFFSET = 8;
    private static final int HEADER_BYTES = 16;

    private final BufferPool pool;
    private final int bytesMax;
    private UnsafeBuffer buffer;
    private int head;
    private int unsent;
    private int tail;
    private long headSeq = 1;
    private long unsentSeq = 1;
    private long nextSeq = 1;

    /** @param bytesMax of all that is kept, 16 bytes for each output included. */
    KeptOutputs(final BufferPool pool, final int bytesMax)
    {
        this.pool = pool;
        this.bytesMax = bytesMax;
    }

    /** Keep one more output. False when it would exceed the limit; then nothing has changed. */
    boolean append(final long tick, final DirectBuffer payload, final int offset, final int length)
    {
        final int bytes = recordBytes(length);
        if (tail - head + bytes > bytesMax)
        {
            return false;
        }

        makeRoom(bytes);
        buffer.putInt(tail, length);
        buffer.putLong(tail + TICK_OFFSET, tick);
        buffer.putBytes(tail + HEADER_BYTES, payload, offset, length);
        tail += bytes;
        nextSeq++;
        return true;
    }

    /** The player has seen everything up to this number. False when that is no news, or was never said. */
    boolean ack(final long seq)
    {
        if (seq < headSeq || seq >= nextSeq)
        {
            return false;
        }

        while (headSeq <= seq)
        {
            head += recordBytes(buffer.getInt(head));
            headSeq++;
        }
        if (unsentSeq < headSeq)
        {
            unsent = head;
            unsentSeq = headSeq;
        }
        if (isEmpty())
        {
            giveBack();
        }
        return true;
    }

    /** Everything that is kept is to be sent again. */
    void rewind()
    {
        unsent = head;
        unsentSeq = headSeq;
    }

    /** Forget everything, and begin at 1 for another player. */
    void reset()
    {
        if (buffer != null)
        {
            giveBack();
        }
        headSeq = 1;
        unsentSeq = 1;
        nextSeq = 1;
    }

    boolean isEmpty()
    {
        return head == tail;
    }

    boolean hasUnsent()
    {
        return unsent < tail;
    }

    /** Something was sent that is not acknowledged. */
    boolean awaitsAck()
    {
        return head < unsent;
    }

    /** The last number given. */
    long lastSeq()
    {
        return nextSeq - 1;
    }

    /** Bytes kept. */
    int bytes()
    {
        return tail - head;
    }

    /** Of the next output to be sent; so are the four below. */
    long unsentSeq()
    {
        return unsentSeq;
    }

    long unsentTick()
    {
        return buffer.getLong(unsent + TICK_OFFSET);
    }

    DirectBuffer unsentBuffer()
    {
        return buffer;
    }

    int unsentOffset()
    {
        return unsent + HEADER_BYTES;
    }

    int unsentLength()
    {
        return buffer.getInt(unsent);
    }

    /** The next output to be sent was sent. */
    void sent()
    {
        unsent += recordBytes(unsentLength());
        unsentSeq++;
    }

    private void makeRoom(final int bytes)
    {
        if (buffer == null)
        {
            buffer = pool.lend(bytes);
        }
        else if (tail + bytes > buffer.capacity())
        {
            // A buffer that is at most half full is worth compacting: each byte moves once for each byte that came.
            final boolean halfEmpty = bytes() + bytes <= buffer.capacity() / 2;
            moveTo(halfEmpty ? buffer : pool.lend(Math.max(buffer.capacity() + 1, bytes() + bytes)));
        }
    }

    private void moveTo(final UnsafeBuffer target)
    {
        final UnsafeBuffer source = buffer;
        target.putBytes(0, source, head, tail - head);
        tail -= head;
        unsent -= head;
        head = 0;
        buffer = target;
        if (source != target)
        {
            pool.giveBack(source);
        }
    }

    private void giveBack()
    {
        pool.giveBack(buffer);
        buffer = null;
        head = 0;
        unsent = 0;
        tail = 0;
    }

    private static int recordBytes(final int length)
    {
        return BitUtil.align(HEADER_BYTES + length, Long.BYTES);
    }
}
