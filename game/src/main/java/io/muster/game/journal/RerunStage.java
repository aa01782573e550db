package io.muster.game.journal;

import io.muster.game.Description;
import io.muster.game.Dice;
import io.muster.game.Stage;
import io.muster.game.Vocabulary;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a game that is run again speaks through: keeps what it says within a call, to be compared. */
final class RerunStage implements Stage
{
    private static final int RELEASED = -2;
    private static final int ENDED = -3;

    /** @param seat to which the payload goes, or EVERYONE; or RELEASED or ENDED, with the seat as payload. */
    private record Word(int seat, DirectBuffer payload)
    {
        @Override
        public String toString()
        {
            return switch (seat)
            {
                case ENDED -> "that it is over";
                case RELEASED -> "that seat " + payload.getInt(0) + " is put out";
                case Journal.EVERYONE -> payload.capacity() + " bytes to everyone";
                default -> payload.capacity() + " bytes to seat " + seat;
            };
        }
    }

    private final int seatsMax;
    private final Dice dice;
    private final Description description;
    private final Deque<Word> words = new ArrayDeque<>();

    RerunStage(final int seatsMax, final long seed, final Vocabulary vocabulary)
    {
        this.seatsMax = seatsMax;
        dice = new Dice(seed);
        description = new Description(vocabulary);
    }

    /** Forget what was said. */
    void clear()
    {
        words.clear();
    }

    /** @return how what the game says now differs from what it said live, or null. */
    String said(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        return compare(new Word(seat, copyOf(payload, offset, length)));
    }

    /** As {@link #said}. */
    String released(final int seat)
    {
        return compare(wordReleased(seat));
    }

    /** As {@link #said}. */
    String ended()
    {
        return compare(new Word(ENDED, new UnsafeBuffer(new byte[0])));
    }

    /** @return what the game says now and did not say live, or null. */
    String leftOver()
    {
        return words.isEmpty() ? null : "live it said nothing more, now it says " + words.peek();
    }

    private String compare(final Word live)
    {
        final Word now = words.poll();
        if (now == null)
        {
            return "live it said " + live + ", now it says nothing more";
        }
        if (now.seat != live.seat || now.payload.capacity() != live.payload.capacity())
        {
            return "live it said " + live + ", now it says " + now;
        }
        final int place = Bytes.firstDifference(live.payload, now.payload);
        return place < 0 ? null :
            "of the " + live + ", " + Bytes.difference(place, live.payload, now.payload);
    }

    @Override
    public int seatsMax()
    {
        return seatsMax;
    }

    @Override
    public Dice dice()
    {
        return dice;
    }

    @Override
    public Description description()
    {
        return description;
    }

    @Override
    public void send(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        requireSeat(seat);
        words.add(new Word(seat, payloadOf(payload, offset, length)));
    }

    @Override
    public void broadcast(final DirectBuffer payload, final int offset, final int length)
    {
        words.add(new Word(Journal.EVERYONE, payloadOf(payload, offset, length)));
    }

    @Override
    public void release(final int seat)
    {
        requireSeat(seat);
        words.add(wordReleased(seat));
    }

    @Override
    public void end()
    {
        words.add(new Word(ENDED, new UnsafeBuffer(new byte[0])));
    }

    private void requireSeat(final int seat)
    {
        if (seat < 0 || seat >= seatsMax)
        {
            throw new IllegalArgumentException("there is no seat " + seat);
        }
    }

    private static DirectBuffer payloadOf(final DirectBuffer payload, final int offset, final int length)
    {
        if (length < 0 || length > OUTPUT_BYTES_MAX)
        {
            throw new IllegalArgumentException("an output has at most " + OUTPUT_BYTES_MAX + " bytes, not " + length);
        }
        return copyOf(payload, offset, length);
    }

    private static Word wordReleased(final int seat)
    {
        final UnsafeBuffer number = new UnsafeBuffer(new byte[Integer.BYTES]);
        number.putInt(0, seat);
        return new Word(RELEASED, number);
    }

    private static DirectBuffer copyOf(final DirectBuffer payload, final int offset, final int length)
    {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, payload, offset, length);
        return copy;
    }
}
