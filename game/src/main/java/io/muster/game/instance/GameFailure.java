package io.muster.game.instance;

/** A game threw: which instance that ended, and at which tick. The cause is what the game threw. */
public final class GameFailure extends Exception
{
    private static final long serialVersionUID = 1L;

    GameFailure(final String gameType, final long instanceId, final long tick, final Throwable cause)
    {
        super("instance " + instanceId + " of " + gameType + " ended at tick " + tick + ": " + cause, cause);
    }
}
