package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;

/** At an entry of the log all replicas have the same digest, but for one that was made to be wrong. */
final class ReplicasAgree implements Invariant
{
    @Override
    public void onApplied(final Replica replica, final Entry entry)
    {
        final int other = entry.contradictedBy(replica.memberId());
        if (other >= 0)
        {
            throw broken("after %s replica %d (%s) has digest %016x, replica %d has %016x", entry, replica.memberId(),
                replica.isRestored() ? "from a snapshot" : "from the beginning", entry.digest(replica.memberId()),
                other, entry.digest(other));
        }
    }
}
