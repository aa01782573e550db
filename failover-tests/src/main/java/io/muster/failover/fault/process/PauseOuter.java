package io.muster.failover.fault.process;

import io.muster.console.local.Kind;
import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;

import java.util.List;

/** SIGSTOP of a session node or a game node for longer than its lease, so that it is given up while it stands still. */
public final class PauseOuter implements Fault
{
    private static final long PAUSED_MS = 8_000;

    private final Kind kind;
    private int strikes;

    /** @param kind not a master. */
    public PauseOuter(final Kind kind)
    {
        this.kind = kind;
    }

    @Override
    public String name()
    {
        return kind.word() + "-pause";
    }

    @Override
    public String sentence()
    {
        return "SIGSTOP of a " + kind.word() + " node, past its lease, and SIGCONT";
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final List<LocalNode> nodes = cluster.processes().nodes(kind);
        final LocalNode node = nodes.get(strikes++ % nodes.size());
        final boolean stands = cluster.pause(node);
        try
        {
            VoidException.unless(stands, node + " did not stand still");
            Await.pass(PAUSED_MS);
        }
        finally
        {
            cluster.resume(node);
        }
        return node + " in state T";
    }
}
