package io.muster.failover.simulation.log;

import io.muster.failover.simulation.world.Process;
import org.agrona.DirectBuffer;

/** A node, as the cluster reaches it. */
public abstract class Endpoint extends Process
{
    /** Addresses of nodes begin here; those of replicas are their member ids. */
    public static final int FIRST_ADDRESS = 100;

    private final int nodeId;

    protected Endpoint(final int nodeId)
    {
        super(FIRST_ADDRESS + nodeId);
        this.nodeId = nodeId;
    }

    public final int nodeId()
    {
        return nodeId;
    }

    /** A datagram of its event stream. */
    protected abstract void onEvents(DirectBuffer batch, int length);

    /** A message of the cluster's egress. */
    protected abstract void onEgress(DirectBuffer message, int length);

    /** Somebody leads. */
    protected abstract void onLeader(int memberId);

    /** A replica has answered a query. */
    protected abstract void onAnswer(int memberId, DirectBuffer answer, int length);
}
