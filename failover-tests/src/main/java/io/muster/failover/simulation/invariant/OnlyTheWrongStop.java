package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Replica;

/** A replica that stops because two others contradict it is one that was wrong once, if not now. */
final class OnlyTheWrongStop implements Invariant
{
    @Override
    public void onContradicted(final Replica replica, final String reason)
    {
        if (!replica.wasDoubted())
        {
            throw broken("replica %d was right and stops: %s", replica.memberId(), reason);
        }
    }
}
