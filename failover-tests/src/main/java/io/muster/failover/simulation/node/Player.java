package io.muster.failover.simulation.node;

import java.nio.charset.StandardCharsets;

/** A player, who outlives the nodes that carry it: what it knows of itself, and what it waits for. */
public final class Player
{
    /** How it is connected. */
    enum State
    {
        /** Not at all. */
        AWAY,
        /** A node has said that it comes in. */
        ENTERING,
        /** It is in. */
        IN
    }

    /** What it has asked for. */
    enum Asked
    {
        NOTHING, CREATE, JOIN, LEAVE
    }

    final int index;
    final byte[] name;
    final long clientId;
    State state = State.AWAY;
    int nodeId;
    long connectionId;
    long userId;
    long eventSeq;
    long requestSeq;
    Asked request = Asked.NOTHING;
    long wanted;
    int seatsWanted;
    long instanceId;
    long sinceNs;
    long askedNs;
    /** It was refused for a reason that may last. */
    boolean isTurnedAway;
    private long answeredSeq;

    Player(final int index, final String name, final long clientId)
    {
        this.index = index;
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.clientId = clientId;
    }

    boolean isWaiting()
    {
        return request != Asked.NOTHING;
    }

    void answered()
    {
        answeredSeq = requestSeq;
        request = Asked.NOTHING;
    }

    /** The connection is gone; who it is, it still knows. */
    void cutOff(final long nowNs)
    {
        state = State.AWAY;
        sinceNs = nowNs;
    }

    /** The master does not know it any more, and has said so; it begins anew. */
    void forgotten(final long nowNs)
    {
        cutOff(nowNs);
        userId = 0;
        eventSeq = 0;
        requestSeq = 0;
        answeredSeq = 0;
        instanceId = 0;
        request = Asked.NOTHING;
    }

    /** Its user's id, or 0. */
    public long userId()
    {
        return userId;
    }

    /** The last request that was answered. */
    public long answeredSeq()
    {
        return answeredSeq;
    }

    /** The last event that it has seen. */
    public long eventSeq()
    {
        return eventSeq;
    }

    /** It is connected and waits for nothing, or there is no room for it. */
    public boolean isAtRest()
    {
        return state == State.IN && !isWaiting() || state == State.AWAY && isTurnedAway && userId == 0;
    }

    @Override
    public String toString()
    {
        return "player " + index + " (user " + userId + ", " + state + " at node " + nodeId + ", request " +
            requestSeq + ' ' + request + ", event " + eventSeq + ')';
    }
}
