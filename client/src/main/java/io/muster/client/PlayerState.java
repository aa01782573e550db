package io.muster.client;

/** What a {@link Player} is doing about its connection. */
public enum PlayerState
{
    /** {@link Player#login} was not called yet. */
    IDLE,

    /** A pause before the next attempt. */
    WAITING,

    /** A TCP connection is being opened. */
    CONNECTING,

    /** Login or resume was sent and has no answer yet. */
    ENTERING,

    /** Logged in and connected. */
    ATTACHED,

    /** Ended: logged out, refused or closed. {@link Player#login} may be called again. */
    CLOSED;

    /** May this state follow directly? Every state may be closed or end in a pause. */
    boolean mayBecome(final PlayerState next)
    {
        return switch (next)
        {
            case IDLE -> false;
            case WAITING -> true;
            case CONNECTING -> this == WAITING;
            case ENTERING -> this == CONNECTING || this == ENTERING;
            case ATTACHED -> this == ENTERING;
            case CLOSED -> this != IDLE;
        };
    }
}
