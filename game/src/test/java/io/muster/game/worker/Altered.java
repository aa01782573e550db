package io.muster.game.worker;

import io.muster.codecs.SeatReason;
import io.muster.game.Attribute;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Another build of a game: it takes seats, or hears inputs, otherwise. */
record Altered(GameType of, IntUnaryOperator seats, UnaryOperator<String> inputs) implements GameType
{
    @Override
    public String name()
    {
        return of.name();
    }

    @Override
    public int ticksPerSecond()
    {
        return of.ticksPerSecond();
    }

    @Override
    public int seatsMin()
    {
        return of.seatsMin();
    }

    @Override
    public int seatsMax()
    {
        return of.seatsMax();
    }

    @Override
    public List<Attribute> attributes()
    {
        return of.attributes();
    }

    @Override
    public List<String> tags()
    {
        return of.tags();
    }

    @Override
    public Game newGame()
    {
        return new AlteredGame(of.newGame(), this);
    }

    private record AlteredGame(Game of, Altered how) implements Game
    {
        @Override
        public void init(final Stage stage)
        {
            of.init(stage);
        }

        @Override
        public boolean joinAttempt(final int seat, final String name)
        {
            return of.joinAttempt(seat, name);
        }

        @Override
        public void join(final int seat, final String name)
        {
            of.join(how.seats.applyAsInt(seat), name);
        }

        @Override
        public void leave(final int seat, final SeatReason reason)
        {
            of.leave(seat, reason);
        }

        @Override
        public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
        {
            final String text = how.inputs.apply(payload.getStringWithoutLengthUtf8(offset, length));
            final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            of.input(seat, new UnsafeBuffer(bytes), 0, bytes.length);
        }

        @Override
        public void tick(final long tick)
        {
            of.tick(tick);
        }

        @Override
        public void terminate()
        {
            of.terminate();
        }

        @Override
        public int snapshot(final MutableDirectBuffer buffer, final int offset)
        {
            return of.snapshot(buffer, offset);
        }

        @Override
        public void restore(final DirectBuffer buffer, final int offset, final int length)
        {
            of.restore(buffer, offset, length);
        }
    }
}
