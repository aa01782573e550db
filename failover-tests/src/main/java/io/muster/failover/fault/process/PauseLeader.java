package io.muster.failover.fault.process;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;

/** SIGSTOP of the leader for longer than the others wait for it; when it goes on it believes that it leads. */
public final class PauseLeader implements Fault
{
    private static final long PAUSED_MS = 2_000;

    @Override
    public String name()
    {
        return "leader-pause";
    }

    @Override
    public String sentence()
    {
        return "SIGSTOP of the leader, past its heartbeat, and SIGCONT";
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode leader = cluster.awaitLeader();
        final boolean stands = cluster.pause(leader);
        try
        {
            VoidException.unless(stands, leader + " did not stand still");
            cluster.awaitLeaderAmong(cluster.others(leader));
            Await.pass(PAUSED_MS);
        }
        finally
        {
            cluster.resume(leader);
        }
        return leader + " in state T";
    }
}
