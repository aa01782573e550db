package io.muster.session.player;

/** What the session node knows of who is at the other end of a connection. */
public enum PlayerState
{
    /** Has connected, and not logged in. */
    STRANGER,
    /** Has logged in; the master has not answered yet. */
    ENTERING,
    /** Is a user that the master knows to be here. */
    ENTERED,
    /** Was entered before our link went down, and is being entered again. Plays on, and does not notice. */
    REENTERING,
    /** Has logged out; the master has not answered yet. */
    LEAVING;

    /** Only these changes are made; any other is a bug. */
    public boolean mayBecome(final PlayerState next)
    {
        return switch (this)
        {
            case STRANGER -> next == ENTERING;
            case ENTERING -> next == ENTERED || next == STRANGER;
            case ENTERED -> next == REENTERING || next == LEAVING;
            case REENTERING -> next == ENTERED || next == LEAVING;
            case LEAVING -> false;
        };
    }

    /** The player has been told that it is a user. */
    public boolean isWelcome()
    {
        return this == ENTERED || this == REENTERING;
    }
}
