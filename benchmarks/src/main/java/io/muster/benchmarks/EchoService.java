package io.muster.benchmarks;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.concurrent.TimeUnit;

/** The least that a clustered service can do: says what it hears. */
final class EchoService implements ClusteredService
{
    private final AtomicCounter isLeader;
    private final AtomicCounter term;
    private Cluster cluster;

    /**
     * @param isLeader 1 while this member leads.
     * @param term     of the present leader.
     */
    EchoService(final AtomicCounter isLeader, final AtomicCounter term)
    {
        this.isLeader = isLeader;
        this.term = term;
    }

    @Override
    public void onNewLeadershipTermEvent(
        final long leadershipTermId,
        final long logPosition,
        final long timestamp,
        final long termBaseLogPosition,
        final int leaderMemberId,
        final int logSessionId,
        final TimeUnit timeUnit,
        final int appVersion)
    {
        term.setRelease(leadershipTermId);
    }

    @Override
    public void onStart(final Cluster startedCluster, final Image snapshotOrNull)
    {
        cluster = startedCluster;
    }

    @Override
    public void onSessionMessage(
        final ClientSession session,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header)
    {
        while (session.offer(buffer, offset, length) < 0 && !session.isClosing())
        {
            cluster.idleStrategy().idle();
        }
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp)
    {
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason)
    {
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp)
    {
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication)
    {
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole)
    {
        isLeader.setRelease(newRole == Cluster.Role.LEADER ? 1 : 0);
    }

    @Override
    public void onTerminate(final Cluster terminatedCluster)
    {
    }
}
