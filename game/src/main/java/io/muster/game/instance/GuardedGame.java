package io.muster.game.instance;

import io.muster.codecs.SeatReason;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import io.muster.game.journal.Journal;
import io.muster.game.journal.JournalPlace;
import org.agrona.DirectBuffer;

/**
 * A game behind a wall: what it throws is kept as its failure, and after that it is not called any more. What the Java
 * machine itself cannot go on from (out of memory, say) is let through. Each call goes into the journal before it is
 * made, and what the game says within it after that.
 */
final class GuardedGame
{
    private final Journal journal;
    private final JournalPlace place;
    private final InstanceCounters counters;
    private final int ticksPerState;
    private Game game;
    private Stage stage;
    private Throwable failure;
    private long stateTick;
    private boolean hasState = true;

    GuardedGame(final GameType type, final Venue venue, final JournalPlace place)
    {
        journal = venue.journal();
        counters = venue.counters();
        this.place = place;
        ticksPerState = (int)Math.max(1, journal.stateIntervalNs() * type.ticksPerSecond() / 1_000_000_000L);
        try
        {
            game = type.newGame();
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
        {
            failure = thrown;
        }
    }

    /** What the game threw, or null. */
    Throwable failure()
    {
        return failure;
    }

    boolean hasFailed()
    {
        return failure != null;
    }

    void init(final Stage newStage)
    {
        if (!hasFailed())
        {
            stage = newStage;
            journal.begun(place, stage.dice().state());
            try
            {
                game.init(stage);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                fail(thrown);
            }
        }
    }

    boolean joinAttempt(final long userId, final int seat, final String name)
    {
        if (hasFailed())
        {
            return false;
        }
        journal.asked(place.of(userId), seat, name);
        try
        {
            return game.joinAttempt(seat, name);
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
        {
            fail(thrown);
            return false;
        }
    }

    void join(final long userId, final int seat, final String name)
    {
        if (!hasFailed())
        {
            journal.joined(place.of(userId), seat, name);
            try
            {
                game.join(seat, name);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                fail(thrown);
            }
        }
    }

    void leave(final long userId, final int seat, final SeatReason reason)
    {
        if (!hasFailed())
        {
            journal.left(place.of(userId), seat, reason);
            try
            {
                game.leave(seat, reason);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                fail(thrown);
            }
        }
    }

    void input(final Seat seat, final DirectBuffer payload, final int offset, final int length)
    {
        if (!hasFailed())
        {
            journal.input(place.of(seat.userId), seat.number, payload, offset, length);
            try
            {
                game.input(seat.number, payload, offset, length);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                fail(thrown);
            }
        }
    }

    /** What follows, inputs first, belongs to another tick. */
    void onTick(final long tick)
    {
        journal.tick(place, tick);
    }

    void tick(final long tick)
    {
        if (!hasFailed())
        {
            journal.ticked(place.of(0));
            try
            {
                game.tick(tick);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                fail(thrown);
            }
            if (tick >= stateTick)
            {
                stateTick = tick + ticksPerState;
                keepState();
            }
        }
    }

    void terminate()
    {
        if (!hasFailed())
        {
            journal.terminated(place.of(0));
            try
            {
                game.terminate();
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                fail(thrown);
            }
            keepState();
        }
    }

    /** The game said something to a seat, or to {@link Journal#EVERYONE}. */
    void said(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        journal.said(place, seat, payload, offset, length);
    }

    /** The game put a player out. */
    void released(final int seat)
    {
        journal.released(place, seat);
    }

    /** The game said that it is over. */
    void ended()
    {
        journal.ended(place);
    }

    private void fail(final Throwable thrown)
    {
        failure = thrown;
        journal.threw(place, thrown);
    }

    /** The journal needs it, the game does not: one whose state cannot be had plays on. */
    private void keepState()
    {
        if (!hasState || hasFailed() || !journal.isOn())
        {
            return;
        }
        try
        {
            final int length = game.snapshot(journal.stateBuffer(), 0);
            hasState = journal.state(place.of(0), stage.dice().state(), stage.description(), length);
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
        {
            hasState = false;
        }
        if (!hasState)
        {
            counters.statesFailed.increment();
        }
    }
}
