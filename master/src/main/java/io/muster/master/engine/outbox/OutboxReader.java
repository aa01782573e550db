package io.muster.master.engine.outbox;

import org.agrona.DirectBuffer;

/**
 * A place in an outbox: stands on one event, or behind the last. Reads only, so it is no part of the replicated state.
 * <p>
 * Events that are trimmed under the reader are skipped. When the outbox starts anew the reader goes to its first event.
 */
public final class OutboxReader
{
    private final Outbox outbox;
    private long epoch = Long.MIN_VALUE;
    private long eventSeq;
    private int index;

    /** A reader that stands on the first event kept. */
    public OutboxReader(final Outbox outbox)
    {
        this.outbox = outbox;
    }

    /** Go to an event, or to the first one kept when that is gone, or behind the last one when it is not there yet. */
    public void seek(final long wantedSeq)
    {
        toFirst();
        while (eventSeq < wantedSeq && eventSeq <= outbox.lastSeq())
        {
            step();
        }
    }

    /** Whether there is an event here. To be asked before each of the following, which are about that event. */
    public boolean isOnEvent()
    {
        if (epoch != outbox.epoch() || eventSeq <= outbox.firstSeq())
        {
            toFirst();
        }
        if (eventSeq > outbox.lastSeq())
        {
            return false;
        }
        index = outbox.recordAt(index);
        return true;
    }

    /** Go on to the next event, if {@link #isOnEvent()}. */
    public void advance()
    {
        step();
    }

    /** Number of the event. */
    public long eventSeq()
    {
        return eventSeq;
    }

    /** Of the log, when the event was said. */
    public long position()
    {
        return outbox.ring().getLong(index + Outbox.POSITION_OFFSET);
    }

    /** The node's commands that were applied when the event was said. */
    public long appliedCommandSeq()
    {
        return outbox.ring().getLong(index + Outbox.APPLIED_OFFSET);
    }

    /** Holds the message, until the engine is given its next command. */
    public DirectBuffer buffer()
    {
        return outbox.ring();
    }

    /** Where the message begins, header first. */
    public int offset()
    {
        return index + Outbox.MESSAGE_OFFSET;
    }

    /** Of the message in bytes, at most {@link Outbox#MESSAGE_BYTES_MAX}. */
    public int length()
    {
        return outbox.ring().getInt(index + Outbox.LENGTH_OFFSET);
    }

    private void toFirst()
    {
        epoch = outbox.epoch();
        eventSeq = outbox.firstSeq();
        index = outbox.head();
    }

    private void step()
    {
        index = outbox.recordAt(index);
        index += Outbox.recordBytes(length());
        eventSeq++;
    }
}
