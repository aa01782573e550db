package io.muster.failover.fault.disk;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Interposer;
import io.muster.failover.fault.ground.Need;

import java.util.List;
import java.util.Set;

/** Syncs of one master that take seconds each, or fail, for some seconds. */
public final class SickDisk implements Fault
{
    private static final long SYNC_MS = 4_000;
    private static final long SICK_MS = 5_000;

    private final boolean isLeader;
    private final boolean isSlow;

    /**
     * @param isLeader whose disk it is, or a standby's.
     * @param isSlow   or it fails.
     */
    public SickDisk(final boolean isLeader, final boolean isSlow)
    {
        this.isLeader = isLeader;
        this.isSlow = isSlow;
    }

    @Override
    public String name()
    {
        return (isLeader ? "leader" : "follower") + (isSlow ? "-disk-slow" : "-disk-fails");
    }

    @Override
    public String sentence()
    {
        return "each sync of " + (isLeader ? "the leader" : "a standby") + (isSlow ? " takes 4 s" : " fails") +
            ", for five seconds";
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.COMPILER);
    }

    @Override
    public List<String> announced()
    {
        return DiskErrors.LINES;
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode leader = cluster.awaitLeader();
        final LocalNode node = isLeader ? leader : cluster.others(leader).get(0);
        final Interposer interposer = cluster.interposer();
        final long before = interposer.hits(node);
        cluster.told();
        if (isSlow)
        {
            interposer.slowSync(node, SYNC_MS);
        }
        else
        {
            interposer.failSync(node, Interposer.EIO);
        }
        Await.pass(SICK_MS);
        interposer.slowSync(node, 0);
        interposer.failSync(node, 0);
        cluster.restartIfEnded(node);
        final long hits = interposer.hits(node) - before;
        VoidException.unless(hits > 0, "no sync of " + node + " was touched");
        return hits + (isSlow ? " slow" : " failed") + " syncs of " + node;
    }
}
