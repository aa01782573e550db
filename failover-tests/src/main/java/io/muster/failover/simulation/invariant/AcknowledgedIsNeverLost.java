package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;

/** What two replicas have applied alike is in the log of every later leader. */
final class AcknowledgedIsNeverLost implements Invariant
{
    @Override
    public void onLeader(final int memberId, final Entry head, final Entry secured)
    {
        if (secured != null && !head.follows(secured))
        {
            throw broken("member %d leads without %s, which two replicas had applied", memberId, secured);
        }
    }
}
