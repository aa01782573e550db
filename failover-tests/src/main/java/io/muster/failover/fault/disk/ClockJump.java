package io.muster.failover.fault.disk;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Interposer;
import io.muster.failover.fault.ground.Need;

import java.util.Set;

/** The wall clock of the leader jumps an hour ahead, two hours back, and to where it was. */
public final class ClockJump implements Fault
{
    private static final long HOUR_MS = 3_600_000;
    private static final long STAYS_MS = 2_000;

    @Override
    public String name()
    {
        return "clock-jump";
    }

    @Override
    public String sentence()
    {
        return "the wall clock of the leader goes an hour ahead, then an hour behind, then right again";
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.COMPILER);
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode leader = cluster.awaitLeader();
        final Interposer interposer = cluster.interposer();
        final long before = interposer.hits(leader);
        for (final long ms : new long[]{HOUR_MS, -HOUR_MS, 0})
        {
            cluster.told();
            interposer.shiftClock(leader, ms);
            Await.pass(STAYS_MS);
        }
        final long hits = interposer.hits(leader) - before;
        VoidException.unless(hits > 0, leader + " did not look at its clock");
        cluster.restartIfEnded(leader);
        return leader + " looked " + hits + " times at a wrong clock";
    }
}
