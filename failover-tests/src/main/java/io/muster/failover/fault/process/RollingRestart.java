package io.muster.failover.fault.process;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.FaultyCluster;

import java.util.List;

/** SIGTERM and a new start of one node after the other, as for a new version of everything. */
public final class RollingRestart implements Fault
{
    @Override
    public String name()
    {
        return "rolling-restart";
    }

    @Override
    public String sentence()
    {
        return "every node closed in order and started again, one after the other";
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final List<LocalNode> nodes = cluster.processes().nodes();
        for (final LocalNode node : nodes)
        {
            cluster.stop(node);
            VoidException.unless(!node.isAlive(), node + " is alive");
            cluster.restart(node);
            cluster.awaitWhole();
        }
        return nodes.size() + " nodes gone and back";
    }
}
