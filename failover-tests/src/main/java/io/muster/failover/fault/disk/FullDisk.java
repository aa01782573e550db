package io.muster.failover.fault.disk;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Need;

import java.util.List;
import java.util.Set;

/** A disk that has no room left, and is given room after some seconds. */
public final class FullDisk implements Fault
{
    private static final long FULL_MS = 5_000;
    private static final long LEFT_MAX = 1 << 20;

    private final boolean isLeader;

    private FullDisk(final boolean isLeader)
    {
        this.isLeader = isLeader;
    }

    public static FullDisk leader()
    {
        return new FullDisk(true);
    }

    public static FullDisk follower()
    {
        return new FullDisk(false);
    }

    @Override
    public String name()
    {
        return isLeader ? "leader-disk-full" : "follower-disk-full";
    }

    @Override
    public String sentence()
    {
        return "no room on the disk of " + (isLeader ? "the leader" : "a standby") + " for five seconds";
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.MOUNTS, Need.PYTHON);
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
        final long left;
        try
        {
            left = cluster.fillDisk(node);
            Await.pass(FULL_MS);
        }
        finally
        {
            cluster.emptyDisk(node);
        }
        cluster.restartIfEnded(node);
        VoidException.unless(left < LEFT_MAX, left + " bytes were left on the disk");
        return left + " bytes left on the disk of " + node;
    }
}
