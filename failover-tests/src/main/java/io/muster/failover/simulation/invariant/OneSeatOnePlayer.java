package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.scan.Scan;
import io.muster.failover.simulation.scan.Scan.InstanceRow;
import io.muster.failover.simulation.scan.Scan.UserRow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** No two users have one seat, and an instance counts as many taken seats as there are users with a seat in it. */
final class OneSeatOnePlayer implements Invariant
{
    private static final int SEATS_MAX = 64;

    @Override
    public void onStill(final Replica replica, final Entry entry)
    {
        final Scan scan = new Scan(replica.engine());
        final Set<Long> taken = new HashSet<>();
        final Map<Long, Integer> usersIn = new HashMap<>();
        for (final UserRow user : scan.users())
        {
            if (user.instanceId() != 0)
            {
                usersIn.merge(user.instanceId(), 1, Integer::sum);
                if (!taken.add(user.instanceId() * SEATS_MAX + user.seat()))
                {
                    throw broken("after %s user %d has seat %d of instance %d, and so has another",
                        entry, user.id(), user.seat(), user.instanceId());
                }
            }
        }
        for (final InstanceRow instance : scan.instances())
        {
            final int users = usersIn.getOrDefault(instance.id(), 0);
            if (users != instance.seatsTaken() || users > instance.seatsMax() || users == 0)
            {
                throw broken("after %s instance %d has %d of %d seats taken, and %d users",
                    entry, instance.id(), instance.seatsTaken(), instance.seatsMax(), users);
            }
        }
    }
}
