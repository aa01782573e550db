package io.muster.master;

import com.sun.management.ThreadMXBean;
import io.aeron.Aeron;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusterCounters;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.muster.master.engine.Engine;
import io.muster.master.engine.Nodes;
import io.muster.master.witness.Witness;
import org.agrona.concurrent.status.CountersReader;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Shows on the status page what the service's thread knows, a few times a second. */
final class StatusReport
{
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final Cluster cluster;
    private final Engine engine;
    private final Witness witness;
    private final MasterCounters counters;
    private int commitCounterId = Aeron.NULL_VALUE;
    private long shownSecond;
    private long reportedNs;

    StatusReport(final Cluster cluster, final Engine engine, final Witness witness, final MasterCounters counters)
    {
        this.cluster = cluster;
        this.engine = engine;
        this.witness = witness;
        this.counters = counters;
    }

    void onTerm(final long leadershipTermId, final int leaderMemberId)
    {
        counters.term.setRelease(leadershipTermId);
        counters.leaderId.setRelease(leaderMemberId);
    }

    void onRole(final Cluster.Role role)
    {
        counters.isLeader.setRelease(role == Cluster.Role.LEADER ? 1 : 0);
    }

    /**
     * A tick of the log. The digest is shown at the first one in each second of the log's time, so that three pages can
     * be read one after the other and be of one position.
     */
    void onTick(final long timestampMs, final long position)
    {
        final long second = TimeUnit.MILLISECONDS.toSeconds(timestampMs);
        if (second != shownSecond)
        {
            shownSecond = second;
            counters.digestPosition.setRelease(0);
            counters.digest.setRelease(engine.digest());
            counters.digestPosition.setRelease(position);
        }
    }

    int poll(final long appliedPosition, final long nowNs)
    {
        if (nowNs - reportedNs < INTERVAL_NS)
        {
            return 0;
        }
        reportedNs = nowNs;

        counters.commitPosition.setRelease(commitPosition());
        counters.applied.setRelease(appliedPosition);
        counters.witnessed.setRelease(witness.witnessed());
        counters.disagreements.setRelease(witness.disagreements());
        counters.nodes.setRelease(nodesUp());
        counters.users.setRelease(engine.users());
        counters.usersDetached.setRelease(engine.usersDetached());
        counters.instances.setRelease(engine.instances());
        counters.commandsApplied.setRelease(engine.commandsApplied());
        counters.showRefusals(engine);
        counters.serviceBytesAllocated.setRelease(threads.getCurrentThreadAllocatedBytes());
        return 1;
    }

    private long commitPosition()
    {
        final CountersReader reader = cluster.aeron().countersReader();
        if (commitCounterId == Aeron.NULL_VALUE)
        {
            commitCounterId = ClusterCounters.find(
                reader,
                ClusteredServiceContainer.Configuration.COMMIT_POSITION_TYPE_ID,
                cluster.context().clusterId());
        }
        return commitCounterId == Aeron.NULL_VALUE ? 0 : reader.getCounterValue(commitCounterId);
    }

    private int nodesUp()
    {
        final Nodes nodes = engine.nodes();
        int up = 0;
        for (int slot = 0; slot < nodes.slotsMax(); slot++)
        {
            up += nodes.isTaken(slot) && nodes.isUp(slot) ? 1 : 0;
        }
        return up;
    }
}
