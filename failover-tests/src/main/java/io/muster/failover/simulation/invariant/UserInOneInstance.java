package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.scan.Scan;
import io.muster.failover.simulation.scan.Scan.InstanceRow;
import io.muster.failover.simulation.scan.Scan.UserRow;

import java.util.HashMap;
import java.util.Map;

/** A user that is found by an instance is found by no other, and says itself that it is there. */
final class UserInOneInstance implements Invariant
{
    private static final int EVERY = 4;

    private long looks;

    @Override
    public void onStill(final Replica replica, final Entry entry)
    {
        if (looks++ % EVERY != 0)
        {
            return;
        }
        final Scan scan = new Scan(replica.engine());
        final Map<Long, Long> instanceOf = new HashMap<>();
        for (final InstanceRow instance : scan.instances())
        {
            for (final UserRow user : scan.users("instance", instance.id()))
            {
                final Long other = instanceOf.put(user.id(), instance.id());
                if (other != null || user.instanceId() != instance.id())
                {
                    throw broken("after %s user %d is found in instance %d, in %s, and says %d",
                        entry, user.id(), instance.id(), other, user.instanceId());
                }
            }
        }
    }
}
