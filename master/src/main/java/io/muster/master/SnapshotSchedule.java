package io.muster.master;

import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.service.Cluster;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * Has all replicas take a snapshot every so often: the leader puts the wish into the log. A wish that comes while
 * another is under way is passed over.
 */
final class SnapshotSchedule
{
    private final Cluster cluster;
    private final long intervalNs;
    private boolean isRunning;
    private long startedNs;

    /** @param intervalNs 0: never. */
    SnapshotSchedule(final Cluster cluster, final long intervalNs)
    {
        this.cluster = cluster;
        this.intervalNs = intervalNs;
    }

    int poll(final boolean isLeader, final long nowNs)
    {
        if (!isLeader || !isRunning)
        {
            isRunning = isLeader;
            startedNs = nowNs;
        }
        if (intervalNs == 0 || nowNs - startedNs < intervalNs)
        {
            return 0;
        }

        startedNs = nowNs;
        final AtomicCounter toggle = ClusterControl.findControlToggle(
            cluster.aeron().countersReader(), cluster.context().clusterId());
        if (toggle != null)
        {
            ClusterControl.ToggleState.SNAPSHOT.toggle(toggle);
        }
        return 1;
    }
}
