package io.muster.game.instance;

import io.muster.codecs.SeatReason;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.agrona.DirectBuffer;

/**
 * A game behind a wall: what it throws is kept as its failure, and after that it is not called any more. What the Java
 * machine itself cannot go on from (out of memory, say) is let through.
 */
final class GuardedGame
{
    private Game game;
    private Throwable failure;

    GuardedGame(final GameType type)
    {
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

    void init(final Stage stage)
    {
        if (!hasFailed())
        {
            try
            {
                game.init(stage);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                failure = thrown;
            }
        }
    }

    boolean joinAttempt(final int seat, final String name)
    {
        try
        {
            return !hasFailed() && game.joinAttempt(seat, name);
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
        {
            failure = thrown;
            return false;
        }
    }

    void join(final int seat, final String name)
    {
        if (!hasFailed())
        {
            try
            {
                game.join(seat, name);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                failure = thrown;
            }
        }
    }

    void leave(final int seat, final SeatReason reason)
    {
        if (!hasFailed())
        {
            try
            {
                game.leave(seat, reason);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                failure = thrown;
            }
        }
    }

    void input(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        if (!hasFailed())
        {
            try
            {
                game.input(seat, payload, offset, length);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                failure = thrown;
            }
        }
    }

    void tick(final long tick)
    {
        if (!hasFailed())
        {
            try
            {
                game.tick(tick);
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                failure = thrown;
            }
        }
    }

    void terminate()
    {
        if (!hasFailed())
        {
            try
            {
                game.terminate();
            }
            catch (final Exception | StackOverflowError | AssertionError | LinkageError thrown)
            {
                failure = thrown;
            }
        }
    }
}
