package io.muster.failover.fault.disk;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;

import java.util.List;

/** A standby whose disk was replaced by an empty one, and which has to come back by itself within a minute. */
public final class EmptyDisk implements Fault
{
    private static final long BACK_MS = 60_000;
    private static final String PURGED = "log_start_position";

    private final boolean isPurged;

    /** @param isPurged whether the others do not have the beginning of the log any more. */
    public EmptyDisk(final boolean isPurged)
    {
        this.isPurged = isPurged;
    }

    @Override
    public String name()
    {
        return isPurged ? "disk-lost-purged" : "disk-lost";
    }

    @Override
    public String sentence()
    {
        return "a standby comes back with an empty disk" +
            (isPurged ? ", when the others have purged the beginning of the log" : "");
    }

    @Override
    public void prepare(final ClusterPlan plan)
    {
        if (isPurged)
        {
            plan.with(Kind.MASTER, "master.snapshotInterval", "3s").with(Kind.MASTER, "master.keepSnapshots", "1")
                .with(Kind.MASTER, "master.logTerm", "64k").with(Kind.MASTER, "master.segment", "64k");
        }
    }

    /** That there is nothing on the disk, and where the copy comes from. */
    @Override
    public List<String> announced()
    {
        return List.of("muster: M013[79] .*");
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode leader = cluster.awaitLeader();
        final LocalNode node = cluster.others(leader).get(0);
        if (isPurged)
        {
            VoidException.unless(
                Await.holds(BACK_MS, () -> cluster.number(leader, PURGED) > 0), leader + " has purged nothing");
        }
        cluster.kill(node);
        final long bytes = cluster.wipe(node);
        final long beganNs = System.nanoTime();
        cluster.restart(node);
        final boolean isBack = Await.holds(BACK_MS, () -> cluster.isHealthy(node));
        final long tookMs = (System.nanoTime() - beganNs) / 1_000_000;
        if (!isBack)
        {
            throw new IllegalStateException(node + " did not come back within a minute from an empty disk");
        }
        return String.format("%,d bytes of %s are gone; it was back after %,d ms", bytes, node, tookMs);
    }
}
