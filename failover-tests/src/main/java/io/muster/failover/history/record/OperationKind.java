package io.muster.failover.history.record;

/** What a client asks for. */
public enum OperationKind
{
    /** Come in by a name, which only one client can have. */
    ENTER,
    /** Go, and give up name and seat. */
    LOG_OUT,
    /** Start an instance and sit down in it. */
    CREATE,
    /** Sit down in an instance. */
    JOIN,
    /** Give a seat up. */
    LEAVE,
    /** The game puts a user out. Told to nobody when the user was gone already. */
    KICK,
    /** What does a replica know of a user? */
    READ_USER,
    /** Which instances have a free seat, as a replica knows it? */
    READ_INSTANCES;

    /** Whether it changes nothing. */
    public boolean isRead()
    {
        return this == READ_USER || this == READ_INSTANCES;
    }
}
