package io.muster.game.capacity;

import io.muster.codecs.SeatReason;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A game type whose games measure, each by the clock, how far their ticks are apart. */
final class WatchedType implements GameType
{
    private final GameType type;
    private final long intervalNs;
    private final List<Histogram> offUs = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Histogram> ofThread = ThreadLocal.withInitial(this::newHistogram);
    private volatile boolean watching;

    WatchedType(final GameType type)
    {
        this.type = type;
        intervalNs = TimeUnit.SECONDS.toNanos(1) / type.ticksPerSecond();
    }

    void watch(final boolean newWatching)
    {
        watching = newWatching;
    }

    /** Of all workers; to be read when nobody watches any more. */
    Histogram offUs()
    {
        final Histogram all = new Histogram(3);
        offUs.forEach(all::add);
        return all;
    }

    private Histogram newHistogram()
    {
        final Histogram histogram = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);
        offUs.add(histogram);
        return histogram;
    }

    @Override
    public String name()
    {
        return type.name();
    }

    @Override
    public int ticksPerSecond()
    {
        return type.ticksPerSecond();
    }

    @Override
    public int seatsMin()
    {
        return type.seatsMin();
    }

    @Override
    public int seatsMax()
    {
        return type.seatsMax();
    }

    @Override
    public Game newGame()
    {
        return new Watched(type.newGame());
    }

    private final class Watched implements Game
    {
        private final Game game;
        private long lastNs;

        private Watched(final Game game)
        {
            this.game = game;
        }

        @Override
        public void tick(final long tick)
        {
            final long nowNs = System.nanoTime();
            if (watching && lastNs != 0)
            {
                ofThread.get().recordValue(TimeUnit.NANOSECONDS.toMicros(Math.abs(nowNs - lastNs - intervalNs)));
            }
            lastNs = nowNs;
            game.tick(tick);
        }

        @Override
        public void init(final Stage stage)
        {
            game.init(stage);
        }

        @Override
        public boolean joinAttempt(final int seat, final String name)
        {
            return game.joinAttempt(seat, name);
        }

        @Override
        public void join(final int seat, final String name)
        {
            game.join(seat, name);
        }

        @Override
        public void leave(final int seat, final SeatReason reason)
        {
            game.leave(seat, reason);
        }

        @Override
        public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
        {
            game.input(seat, payload, offset, length);
        }

        @Override
        public void terminate()
        {
            game.terminate();
        }

        @Override
        public int snapshot(final MutableDirectBuffer buffer, final int offset)
        {
            return game.snapshot(buffer, offset);
        }

        @Override
        public void restore(final DirectBuffer buffer, final int offset, final int length)
        {
            game.restore(buffer, offset, length);
        }
    }
}
