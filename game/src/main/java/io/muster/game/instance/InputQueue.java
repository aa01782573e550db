package io.muster.game.instance;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the players of one instance did since its last tick, in the order in which it came. Bounded by what each seat
 * may have queued. Holds a pooled buffer only while there is something in it.
 */
final class InputQueue
{
    private static final int NOBODY = -1;
    private static final int LENGTH_OFFSET = 4;
    private static final int HEADER_BYTES = 8;

    private final BufferPool pool;
    private UnsafeBuffer buffer;
    private int next;
    private int tail;

    InputQueue(final BufferPool pool)
    {
        this.pool = pool;
    }

    void add(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        final int bytes = recordBytes(length);
        makeRoom(bytes);
        buffer.putInt(tail, seat);
        buffer.putInt(tail + LENGTH_OFFSET, length);
        buffer.putBytes(tail + HEADER_BYTES, payload, offset, length);
        tail += bytes;
    }

    /** The player of this seat is gone; its inputs are not to be given to anyone. */
    void forget(final int seat)
    {
        for (int at = next; at < tail; at += recordBytes(buffer.getInt(at + LENGTH_OFFSET)))
        {
            if (buffer.getInt(at) == seat)
            {
                buffer.putInt(at, NOBODY);
            }
        }
    }

    boolean hasNext()
    {
        while (next < tail && seat() == NOBODY)
        {
            taken();
        }
        return next < tail;
    }

    /** Of the next input; so are the three below. */
    int seat()
    {
        return buffer.getInt(next);
    }

    DirectBuffer buffer()
    {
        return buffer;
    }

    int offset()
    {
        return next + HEADER_BYTES;
    }

    int length()
    {
        return buffer.getInt(next + LENGTH_OFFSET);
    }

    /** The next input was given to the game. */
    void taken()
    {
        next += recordBytes(length());
    }

    void clear()
    {
        if (buffer != null)
        {
            pool.giveBack(buffer);
            buffer = null;
            next = 0;
            tail = 0;
        }
    }

    private void makeRoom(final int bytes)
    {
        if (buffer == null)
        {
            buffer = pool.lend(bytes);
        }
        else if (tail + bytes > buffer.capacity())
        {
            final UnsafeBuffer larger = pool.lend(tail + bytes);
            larger.putBytes(0, buffer, 0, tail);
            pool.giveBack(buffer);
            buffer = larger;
        }
    }

    private static int recordBytes(final int length)
    {
        return BitUtil.align(HEADER_BYTES + length, Long.BYTES);
    }
}
