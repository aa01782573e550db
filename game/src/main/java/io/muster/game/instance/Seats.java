package io.muster.game.instance;

import io.muster.game.Stage;
import org.agrona.DirectBuffer;

/**
 * All seats of an instance. Visited in the order of their numbers, and only when there may be something to do, because
 * most ticks of most games have nothing to say.
 */
final class Seats
{
    private final Seat[] seats;
    private boolean mayHaveKept;
    private boolean mayPutOut;

    Seats(final int seatsMax, final BufferPool pool, final int outputBytesMax)
    {
        seats = new Seat[seatsMax];
        for (int i = 0; i < seatsMax; i++)
        {
            seats[i] = new Seat(i, new KeptOutputs(pool, outputBytesMax));
        }
    }

    int count()
    {
        return seats.length;
    }

    /** @throws IllegalArgumentException when there is no such seat. */
    Seat at(final int number)
    {
        if (number < 0 || number >= seats.length)
        {
            throw new IllegalArgumentException("there is no seat " + number);
        }
        return seats[number];
    }

    /** Where a user sits, or null. */
    Seat of(final long userId)
    {
        for (final Seat seat : seats)
        {
            if (seat.isTaken() && seat.userId == userId)
            {
                return seat;
            }
        }
        return null;
    }

    boolean isFree(final int number)
    {
        return number < seats.length && !seats[number].isTaken();
    }

    /**
     * Whether somebody sits there or not, the payload is checked.
     *
     * @throws IllegalArgumentException  when the output is longer than {@link Stage#OUTPUT_BYTES_MAX}.
     * @throws IndexOutOfBoundsException when it is not within its buffer.
     */
    void keep(final Seat seat, final long tick, final DirectBuffer payload, final int offset, final int length)
    {
        if (length < 0 || length > Stage.OUTPUT_BYTES_MAX)
        {
            throw new IllegalArgumentException(
                "an output has at most " + Stage.OUTPUT_BYTES_MAX + " bytes, not " + length);
        }
        payload.boundsCheck(offset, length);
        seat.keep(tick, payload, offset, length);
        mayHaveKept = true;
        mayPutOut |= seat.isOverrun;
    }

    void release(final Seat seat)
    {
        seat.isReleased = seat.isTaken();
        mayPutOut = true;
    }

    /** The next seat, by number, that the game released or that has more kept for it than may be; or null. */
    Seat nextToPutOut()
    {
        if (mayPutOut)
        {
            for (final Seat seat : seats)
            {
                if (seat.isTaken() && !seat.hears())
                {
                    return seat;
                }
            }
            mayPutOut = false;
        }
        return null;
    }

    void flush(final long instanceId, final long nowNs, final Venue venue)
    {
        if (mayHaveKept)
        {
            mayHaveKept = false;
            for (final Seat seat : seats)
            {
                seat.flush(instanceId, nowNs, venue);
                mayHaveKept |= !seat.outputs.isEmpty();
            }
        }
    }

    boolean haveSeenAll()
    {
        for (final Seat seat : seats)
        {
            if (!seat.outputs.isEmpty())
            {
                return false;
            }
        }
        return true;
    }
}
