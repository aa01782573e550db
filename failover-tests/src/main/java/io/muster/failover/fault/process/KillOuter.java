package io.muster.failover.fault.process;

import io.muster.console.local.Kind;
import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;

import java.util.List;

/** SIGKILL of a session node or a game node, each time another one. */
public final class KillOuter implements Fault
{
    private static final long DOWN_MS = 2_000;

    private final Kind kind;
    private int strikes;

    /** @param kind not a master. */
    public KillOuter(final Kind kind)
    {
        this.kind = kind;
    }

    @Override
    public String name()
    {
        return kind.word() + "-kill";
    }

    @Override
    public String sentence()
    {
        return "SIGKILL of a " + kind.word() + " node";
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final List<LocalNode> nodes = cluster.processes().nodes(kind);
        final LocalNode node = nodes.get(strikes++ % nodes.size());
        cluster.kill(node);
        VoidException.unless(!node.isAlive(), node + " is alive");
        Await.pass(DOWN_MS);
        cluster.restart(node);
        return node + " gone";
    }
}
