package io.muster.master.engine.outbox;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events that one node has not acknowledged, in order, numbered from 1 in each incarnation.
 * <p>
 * Replicated state, and so is the moment at which it is full: that depends only on the events kept, never on where in
 * the ring they lie, which a replica restored from a snapshot would not know. The ring is longer than its limit by one
 * event, which is the most that wrapping can waste, so what is within the limit always fits.
 */
public final class Outbox
{
    /** Longest message that an outbox takes, in bytes. */
    public static final int MESSAGE_BYTES_MAX = 1024;

    static final int LENGTH_OFFSET = 0;
    static final int POSITION_OFFSET = 8;
    static final int APPLIED_OFFSET = 16;
    static final int MESSAGE_OFFSET = 24;

    /** Stands where a record would, when the next record is at the start of the ring. */
    private static final int WRAPPED = -1;
    private static final int ALIGNMENT = 8;

    private final int bytesMax;
    private final int capacity;
    private final UnsafeBuffer ring;
    private long firstSeq;
    private long lastSeq;
    private int head;
    private int tail;
    private int bytes;
    private long epoch;

    /** @param bytesMax of all events kept, each counted with 24 bytes of its own and rounded up to 8. */
    public Outbox(final int bytesMax)
    {
        this.bytesMax = bytesMax;
        capacity = bytesMax + recordBytes(MESSAGE_BYTES_MAX);
        ring = new UnsafeBuffer(new byte[capacity]);
        startAfter(0);
    }

    /** Drop everything; the next event follows the given one. */
    public void startAfter(final long eventSeq)
    {
        firstSeq = eventSeq + 1;
        lastSeq = eventSeq;
        head = 0;
        tail = 0;
        bytes = 0;
        epoch++;
    }

    /**
     * Append a message as the next event.
     *
     * @return false, and nothing is changed, when it does not fit within the limit.
     */
    public boolean append(
        final long position,
        final long appliedCommandSeq,
        final DirectBuffer message,
        final int offset,
        final int length)
    {
        final int recordBytes = recordBytes(length);
        if (length > MESSAGE_BYTES_MAX)
        {
            throw new IllegalArgumentException("an event of " + length + " bytes");
        }
        if (bytes + recordBytes > bytesMax)
        {
            return false;
        }

        final int index = roomFor(recordBytes);
        ring.putInt(index + LENGTH_OFFSET, length);
        ring.putLong(index + POSITION_OFFSET, position);
        ring.putLong(index + APPLIED_OFFSET, appliedCommandSeq);
        ring.putBytes(index + MESSAGE_OFFSET, message, offset, length);
        tail = index + recordBytes;
        bytes += recordBytes;
        lastSeq++;
        return true;
    }

    private int roomFor(final int recordBytes)
    {
        if (recordBytes <= capacity - tail)
        {
            return tail;
        }
        if (tail < capacity)
        {
            ring.putInt(tail + LENGTH_OFFSET, WRAPPED);
        }
        return 0;
    }

    /** Forget every event up to one that the node has taken. Numbers that were never given out change nothing. */
    public void trim(final long ackedEventSeq)
    {
        if (ackedEventSeq > lastSeq)
        {
            return;
        }
        while (firstSeq <= ackedEventSeq)
        {
            final int index = recordAt(head);
            final int recordBytes = recordBytes(ring.getInt(index + LENGTH_OFFSET));
            head = index + recordBytes;
            bytes -= recordBytes;
            firstSeq++;
        }
        if (bytes == 0)
        {
            // Starting over keeps a node that acknowledges promptly within a few cache lines.
            head = 0;
            tail = 0;
        }
    }

    /** Number of the first event kept; one more than {@link #lastSeq()} when there is none. */
    public long firstSeq()
    {
        return firstSeq;
    }

    /** Number of the latest event, kept or not; 0 before the first one. */
    public long lastSeq()
    {
        return lastSeq;
    }

    /** Whether the node has acknowledged everything. */
    public boolean isEmpty()
    {
        return firstSeq > lastSeq;
    }

    /** Bytes that count towards the limit. */
    public int bytes()
    {
        return bytes;
    }

    /** Changes when the outbox starts anew, so that a reader knows that its place means nothing any more. */
    long epoch()
    {
        return epoch;
    }

    int head()
    {
        return head;
    }

    DirectBuffer ring()
    {
        return ring;
    }

    /** Where the record that would be at an index really is. */
    int recordAt(final int index)
    {
        return index == capacity || ring.getInt(index + LENGTH_OFFSET) == WRAPPED ? 0 : index;
    }

    static int recordBytes(final int messageBytes)
    {
        return (MESSAGE_OFFSET + messageBytes + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
