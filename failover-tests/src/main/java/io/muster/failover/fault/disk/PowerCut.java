package io.muster.failover.fault.disk;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Need;

import java.util.List;
import java.util.Set;

/** The power of one machine, or of all three at once: what was written and not synced is gone. */
public final class PowerCut implements Fault
{
    private static final long OFF_MS = 500;

    private final boolean isAll;

    private PowerCut(final boolean isAll)
    {
        this.isAll = isAll;
    }

    public static PowerCut leader()
    {
        return new PowerCut(false);
    }

    public static PowerCut all()
    {
        return new PowerCut(true);
    }

    @Override
    public String name()
    {
        return isAll ? "power-cut-all" : "power-cut";
    }

    @Override
    public String sentence()
    {
        return (isAll ? "the power of all masters at once" : "the power of the leader") +
            ": what was not synced is gone";
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.MOUNTS, Need.PYTHON);
    }

    /** A disk that is gone refuses, before the process is. */
    @Override
    public List<String> announced()
    {
        return DiskErrors.LINES;
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode leader = cluster.awaitLeader();
        final LocalNode[] nodes = isAll ? cluster.masters().toArray(LocalNode[]::new) : new LocalNode[]{leader};
        final long gone = cluster.cutPower(nodes);
        Await.pass(OFF_MS);
        cluster.restart(nodes);
        VoidException.unless(gone > 0, "nothing of what was not synced is gone");
        return gone + " unsynced bytes gone";
    }
}
