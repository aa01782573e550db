package io.muster.failover.fault.network;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Need;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Nodes are cut off one after the other and come back one after the other, in another order. */
public final class Swizzle implements Fault
{
    private static final long STEP_MS = 400;
    private static final int CUT_OFF = 4;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Override
    public String name()
    {
        return "swizzle";
    }

    @Override
    public String sentence()
    {
        return "four nodes cut off one by one, and joined again in another order";
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.NAMESPACES);
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final List<LocalNode> all = cluster.processes().nodes();
        final List<LocalNode> nodes = new ArrayList<>(all);
        Collections.shuffle(nodes, random);
        final List<LocalNode> clogged = nodes.subList(0, CUT_OFF);
        final String order = clogged.toString();
        cluster.told();
        final long dropped;
        try
        {
            clogged.forEach((node) ->
            {
                cluster.network().cutOff(node, all);
                Await.pass(STEP_MS);
            });
            Collections.shuffle(clogged, random);
            clogged.forEach((node) ->
            {
                all.forEach((other) -> cluster.network().join(node, other));
                Await.pass(STEP_MS);
            });
        }
        finally
        {
            cluster.told();
            dropped = cluster.network().heal();
        }
        VoidException.unless(dropped > 0, "no packet was dropped");
        return dropped + " packets dropped, " + order + " cut off, " + clogged + " joined, seed " + seed;
    }
}
