package io.muster.failover.simulation.model;

import java.util.Map;
import java.util.TreeMap;

/** A user as the model has it. */
public final class ModelUser
{
    /** What a query tells of a user. */
    public record Fact(long requestSeq, long eventSeq, long instanceId, int seat)
    {
    }

    final long id;
    final long clientId;
    final String name;
    final Map<Long, Fact> facts = new TreeMap<>();
    ModelNode session;
    long connectionId;
    long detachedMs;
    int attachment;
    long requestSeq;
    long eventSeq;
    ModelInstance instance;
    int seat;
    boolean isAccepted;
    Said reply;
    long replySeq;
    Said fact;
    long factSeq;

    ModelUser(final long id, final long clientId, final String name)
    {
        this.id = id;
        this.clientId = clientId;
        this.name = name;
    }

    boolean isSeated()
    {
        return instance != null && isAccepted && instance.isRunning;
    }

    boolean isPending()
    {
        return instance != null && !isSeated();
    }

    public long id()
    {
        return id;
    }

    public String name()
    {
        return name;
    }

    /** Whether a session node carries it. */
    public boolean isAttached()
    {
        return session != null;
    }

    /** The session node, or 0. */
    public int nodeId()
    {
        return session == null ? 0 : session.id;
    }

    /** Where it has a seat, offered or taken, or 0. */
    public long instanceId()
    {
        return instance == null ? 0 : instance.id;
    }

    public int seat()
    {
        return instance == null ? 0 : seat;
    }

    /** The last request that was applied. */
    public long requestSeq()
    {
        return requestSeq;
    }

    /** The last event. */
    public long eventSeq()
    {
        return eventSeq;
    }

    @Override
    public String toString()
    {
        return "user " + id + " at node " + nodeId() + " connection " + connectionId + " request " + requestSeq +
            " event " + eventSeq + " instance " + instanceId() + (isPending() ? " pending" : "") + " reply " + reply;
    }
}
