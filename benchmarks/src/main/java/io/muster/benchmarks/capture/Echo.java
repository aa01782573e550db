package io.muster.benchmarks.capture;

import io.muster.codecs.SeatReason;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Each input is shown to the player who made it, in the tick that it is given to the game. */
public final class Echo implements Game
{
    /** As players ask for it. */
    static final String NAME = "echo";

    static final int SEATS = 16;
    static final int TICKS_PER_SECOND = 100;

    /** How the host knows this game. */
    public static final class Type implements GameType
    {
        @Override
        public String name()
        {
            return NAME;
        }

        @Override
        public int ticksPerSecond()
        {
            return TICKS_PER_SECOND;
        }

        @Override
        public int seatsMin()
        {
            return 1;
        }

        @Override
        public int seatsMax()
        {
            return SEATS;
        }

        @Override
        public Game newGame()
        {
            return new Echo();
        }
    }

    private Stage stage;
    private long inputs;

    @Override
    public void init(final Stage stage)
    {
        this.stage = stage;
    }

    @Override
    public void join(final int seat, final String name)
    {
    }

    @Override
    public void leave(final int seat, final SeatReason reason)
    {
    }

    @Override
    public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        inputs++;
        stage.send(seat, payload, offset, length);
    }

    @Override
    public void tick(final long tick)
    {
    }

    @Override
    public int snapshot(final MutableDirectBuffer buffer, final int offset)
    {
        buffer.putLong(offset, inputs);
        return Long.BYTES;
    }

    @Override
    public void restore(final DirectBuffer buffer, final int offset, final int length)
    {
        inputs = buffer.getLong(offset);
    }
}
