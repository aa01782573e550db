package io.muster.replay.instance;

import io.muster.codecs.SeatReason;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.LongUnaryOperator;

/** Adds up what its players put in; every tenth tick it adds what {@link Type#extra} says, and says the sum. */
final class Toy implements Game
{
    /** @param extra from the sum to what is added to it. */
    record Type(LongUnaryOperator extra) implements GameType
    {
        @Override
        public String name()
        {
            return "toy";
        }

        @Override
        public int ticksPerSecond()
        {
            return 10;
        }

        @Override
        public int seatsMin()
        {
            return 1;
        }

        @Override
        public int seatsMax()
        {
            return 4;
        }

        @Override
        public Game newGame()
        {
            return new Toy(extra);
        }
    }

    /** Less of it is kept to itself. */
    static final long SECRET = 1_000;

    private final UnsafeBuffer word = new UnsafeBuffer(new byte[Long.BYTES]);
    private final LongUnaryOperator extra;
    private final long[] sums = new long[4];
    private Stage stage;

    Toy(final LongUnaryOperator extra)
    {
        this.extra = extra;
    }

    @Override
    public void init(final Stage newStage)
    {
        stage = newStage;
    }

    @Override
    public void join(final int seat, final String name)
    {
        sums[seat] = name.length();
    }

    @Override
    public void leave(final int seat, final SeatReason reason)
    {
        sums[seat] = 0;
    }

    @Override
    public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        sums[seat] += payload.getByte(offset);
    }

    @Override
    public void tick(final long tick)
    {
        if (tick % 10 == 0)
        {
            sums[2] += extra.applyAsLong(sums[2]);
            word.putLong(0, sums[0] + sums[1] + (sums[2] < SECRET ? 0 : sums[2]));
            stage.broadcast(word, 0, Long.BYTES);
        }
    }

    @Override
    public int snapshot(final MutableDirectBuffer buffer, final int offset)
    {
        for (int i = 0; i < sums.length; i++)
        {
            buffer.putLong(offset + i * Long.BYTES, sums[i]);
        }
        return sums.length * Long.BYTES;
    }

    @Override
    public void restore(final DirectBuffer buffer, final int offset, final int length)
    {
        for (int i = 0; i < sums.length; i++)
        {
            sums[i] = buffer.getLong(offset + i * Long.BYTES);
        }
    }
}
