package io.muster.failover.fault.ground;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import org.agrona.CloseHelper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a cluster that is to fail is put on: loopback, or as much more as the fault needs. */
public final class Site implements ClusterPlan.Ground, AutoCloseable
{
    private final Set<Need> needs;
    private final Namespaces network;
    private final Interposer interposer;
    private Disks disks;

    /** Make what is needed. */
    public Site(final Set<Need> needs)
    {
        this.needs = needs;
        network = needs.contains(Need.NAMESPACES) ? new Namespaces(needs.contains(Need.PYTHON)) : null;
        interposer = needs.contains(Need.COMPILER) ? new Interposer() : null;
    }

    /** What follows from where the nodes are: settings, and disks, which are mounted. */
    public void prepare(final ClusterPlan plan)
    {
        disks = needs.contains(Need.MOUNTS) ? new Disks(plan) : null;
        // What the master can take is not to be limited at the gate.
        plan.with(Kind.SESSION, "session.requestRate", "500").with(Kind.SESSION, "session.queryRate", "500");
        if (network != null)
        {
            // Players come from outside of the session nodes' namespaces, and nobody else can.
            plan.with(Kind.SESSION, "session.host", "\"0.0.0.0\"").with(Kind.SESSION, "session.plainAllowed", "true");
        }
    }

    Namespaces network()
    {
        return there(network, Need.NAMESPACES);
    }

    Disks disks()
    {
        return there(disks, Need.MOUNTS);
    }

    Interposer interposer()
    {
        return there(interposer, Need.COMPILER);
    }

    private static <T> T there(final T made, final Need need)
    {
        if (made == null)
        {
            throw new IllegalStateException("the fault has not said that it needs " + need);
        }
        return made;
    }

    @Override
    public String host(final Kind kind, final int number)
    {
        return network == null ? ClusterPlan.Ground.LOOPBACK.host(kind, number) : Namespaces.host(kind, number);
    }

    @Override
    public List<String> prefix(final String name)
    {
        final List<String> prefix = new ArrayList<>();
        if (network != null)
        {
            prefix.addAll(Namespaces.prefix(name));
        }
        if (interposer != null && name.startsWith(Kind.MASTER.word()))
        {
            prefix.addAll(interposer.prefix(name));
        }
        return prefix;
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(disks, interposer, network);
    }
}
