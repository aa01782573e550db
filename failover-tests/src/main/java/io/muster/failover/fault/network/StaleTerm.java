package io.muster.failover.fault.network;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Need;

import java.util.Set;

/**
 * The restart that makes Aeron Cluster lose what it has committed. A leader, cut off, writes a long tail that nobody
 * has, and dies. Its successor leads with the third. The old one comes back, long log and old term, and is heard by the
 * new leader at the moment at which that has lost the third: its position is counted, and the new leader commits alone.
 * Then that one dies too, and the third, which has none of it, leads. Never more than one process is down at a time.
 * <p>
 * With witnesses nothing of it was ever told to anybody. With {@code master.witness=false} it was.
 */
public final class StaleTerm implements Fault
{
    private static final String COMMIT = "commit_position";
    private static final int TAIL_BYTES_MIN = 2 << 20;
    private static final int TAIL_BYTES = 8 << 20;
    private static final long CALM_MS = 1_000;
    private static final long CANVASS_MS = 5_000;
    private static final long STALL_MS = 600;
    private static final long COMMIT_MS = 4_000;
    private static final long TELL_MS = 300;

    @Override
    public String name()
    {
        return "stale-term";
    }

    @Override
    public String sentence()
    {
        return "a dead leader's tail of an old term counts for a majority: Aeron alone loses what it committed";
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.NAMESPACES);
    }

    /** What one master alone has executed is what the others disagree with. */
    @Override
    public boolean mayDisagree()
    {
        return true;
    }

    /** The leader must go on for a while after it has lost the others, first to write its tail, then to commit. */
    @Override
    public void prepare(final ClusterPlan plan)
    {
        plan.with(Kind.MASTER, "master.leaderTimeout", "5s").with(Kind.MASTER, "master.canvassTimeout", "12s");
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode stale = cluster.awaitLeader();
        try
        {
            leaveTail(cluster, stale);
            final LocalNode leader = cluster.awaitLeaderAmong(cluster.others(stale));
            final LocalNode third = cluster.others(stale).stream().filter((node) -> node != leader).findFirst()
                .orElseThrow();
            Await.pass(CALM_MS);
            cluster.restart(stale);
            Await.pass(CANVASS_MS);

            cluster.told();
            cluster.network().cut(leader, third);
            Await.pass(STALL_MS);
            final long before = cluster.number(leader, COMMIT);
            // What the leader would have it do now must not get to it, or it soon has what it is counted for.
            cluster.network().cutRequests(leader, stale);
            cluster.network().join(stale, leader);
            final boolean committed = Await.holds(COMMIT_MS, () -> cluster.number(leader, COMMIT) > before);
            Await.pass(TELL_MS);
            final long after = cluster.number(leader, COMMIT);
            cluster.kill(leader);
            cluster.network().heal();
            VoidException.unless(committed, leader + " did not commit alone");
            cluster.awaitLeaderAmong(cluster.others(leader));
            cluster.restart(leader);
            return leader + " committed " + (after - before) + " bytes that only it had";
        }
        finally
        {
            cluster.network().heal();
        }
    }

    private static void leaveTail(final FaultyCluster cluster, final LocalNode stale)
    {
        try (Tail tail = new Tail(cluster.processes().nodes(Kind.MASTER)))
        {
            cluster.told();
            cluster.network().cutOff(stale, cluster.processes().nodes());
            final int written = tail.write(TAIL_BYTES);
            VoidException.unless(
                written >= TAIL_BYTES_MIN, "the leader that was cut off took only " + written + " bytes");
        }
        cluster.kill(stale);
    }
}
