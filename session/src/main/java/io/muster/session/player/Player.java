package io.muster.session.player;

import io.muster.codecs.RefusalCode;

/**
 * Who is at the other end of a connection, as the agent sees it. Made once for each slot and used again; indexed by
 * {@link Players}, which alone changes who it is.
 */
public final class Player
{
    public final Request request = new Request();
    public final Seat seat = new Seat();
    public final byte[] name = new byte[Names.NAME_BYTES_MAX];
    public int nameLength;
    public long clientId;
    /** Whom a key, or the master, has proven the player to be; 0: the name and the clientId say who comes in. */
    public long provenUserId;
    /** The last event that the player has seen, or that was sent to it. */
    public long eventSeq;
    /** The log's position at the user's last answer: no later answer may be older. */
    public long position;
    public int queries;
    /** When a stranger must have logged in, or the master have answered. */
    public long deadlineNs;
    /** The master has been asked to let the user in, and has not answered. */
    public boolean isEnterSent;
    /** NONE, or why the connection is to be closed as soon as its event loop can be told. */
    public RefusalCode closing = RefusalCode.NONE;

    final int slot;
    long connectionId;
    long userId;
    private PlayerState state = PlayerState.STRANGER;

    Player(final int slot)
    {
        this.slot = slot;
    }

    public long connectionId()
    {
        return connectionId;
    }

    /** 0 unless the player is the one through whom this user is reached. */
    public long userId()
    {
        return userId;
    }

    public PlayerState state()
    {
        return state;
    }

    /** The one door through which the state changes. */
    public void become(final PlayerState next)
    {
        if (!state.mayBecome(next))
        {
            throw new IllegalStateException("a player that is " + state + " cannot become " + next);
        }
        state = next;
    }

    Player init(final long newConnectionId, final long newDeadlineNs)
    {
        connectionId = newConnectionId;
        deadlineNs = newDeadlineNs;
        userId = 0;
        clientId = 0;
        provenUserId = 0;
        nameLength = 0;
        eventSeq = 0;
        position = 0;
        queries = 0;
        isEnterSent = false;
        closing = RefusalCode.NONE;
        state = PlayerState.STRANGER;
        request.clear();
        seat.clear();
        return this;
    }
}
