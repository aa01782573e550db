package io.muster.node.link;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import io.muster.codecs.CaptureWay;
import io.muster.node.capture.CaptureRing;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * The session with the cluster: made, kept alive, and made anew when it is lost. Does not block but for the moment in
 * which Aeron adds the publication to a new leader.
 */
final class ClusterSession implements Ingress, EgressListener, AutoCloseable
{
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long KEEP_ALIVE_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long BACK_OFF_FIRST_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** While nobody leads, a replica may point us to the leader that is dead, who will not answer. */
    private static final long FIRST_TRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final LinkSettings settings;
    private final Aeron aeron;
    private final Link link;
    private final LinkCounters counters;
    private final CaptureRing capture;

    private AeronCluster.AsyncConnect connect;
    private AeronCluster cluster;
    /** For which a session was made already, in vain or not. */
    private long soughtTermId = Aeron.NULL_VALUE;
    private long nowNs;
    private long keepAliveNs;
    private boolean isBackingOff;
    private long connectNs;
    private long backOffNs;
    private long tryNs = FIRST_TRY_NS;

    ClusterSession(
        final LinkSettings settings,
        final Aeron aeron,
        final Link link,
        final LinkCounters counters,
        final CaptureRing capture)
    {
        this.settings = settings;
        this.aeron = aeron;
        this.link = link;
        this.counters = counters;
        this.capture = capture;
    }

    /** One step: towards a session, or of one. */
    int poll(final long newNowNs)
    {
        nowNs = newNowNs;
        if (cluster == null)
        {
            return pollConnect();
        }
        if (link.isStuck() || link.isLeftBehind(nowNs, Math.max(soughtTermId, cluster.leadershipTermId())))
        {
            soughtTermId = link.leadershipTermId();
            close();
            return 1;
        }

        try
        {
            final int work = cluster.pollEgress();
            keepAlive();
            if (cluster.isClosed())
            {
                cluster = null;
            }
            return work;
        }
        catch (final AeronException ex)
        {
            // The way to a new leader could not be made, for one: begin from the start.
            close();
            onFailed(ex);
            return 1;
        }
    }

    @Override
    public int messageBytesMax()
    {
        return cluster == null || cluster.ingressPublication().isClosed() ? 0 :
            cluster.ingressPublication().maxPayloadLength() - AeronCluster.SESSION_HEADER_LENGTH;
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length)
    {
        if (cluster.offer(buffer, offset, length) < 0)
        {
            return false;
        }
        capture.message(CaptureWay.TO_MASTER, buffer, offset, length);
        keepAliveNs = nowNs + KEEP_ALIVE_NS;
        return true;
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header aeronHeader)
    {
        capture.message(CaptureWay.FROM_MASTER, buffer, offset, length);
        link.onEgress(nowNs, buffer, offset, length);
    }

    @Override
    public void onSessionEvent(
        final long correlationId,
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final EventCode code,
        final String detail)
    {
        // A closed session shows in the client's state, and the rest concerns only the making of one.
    }

    @Override
    public void onNewLeader(
        final long clusterSessionId, final long leadershipTermId, final int leaderMemberId, final String endpoints)
    {
        counters.leaderChanges.incrementRelease();
        keepAliveNs = nowNs;
        link.onNewLeader(nowNs);
    }

    /** Close the session, so that the cluster need not wait for its time-out. */
    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(connect, cluster);
        connect = null;
        cluster = null;
    }

    private int pollConnect()
    {
        if (isBackingOff && nowNs - connectNs < 0)
        {
            return 0;
        }

        isBackingOff = false;
        try
        {
            if (connect == null)
            {
                connect = AeronCluster.asyncConnect(context());
            }
            cluster = connect.poll();
        }
        catch (final AeronException ex)
        {
            CloseHelper.quietClose(connect);
            connect = null;
            onFailed(ex);
        }
        if (cluster != null)
        {
            onConnected();
        }
        // A step that waits for a packet is not work: the agent may sleep.
        return cluster == null ? 0 : 1;
    }

    private void onConnected()
    {
        connect = null;
        backOffNs = 0;
        tryNs = FIRST_TRY_NS;
        keepAliveNs = nowNs + KEEP_ALIVE_NS;
        counters.sessions.incrementRelease();
        link.onNewLeader(nowNs);
    }

    private void onFailed(final AeronException ex)
    {
        if (aeron.isClosed())
        {
            throw ex;
        }
        counters.sessionsFailed.incrementRelease();
        backOffNs = Math.min(settings.backOffMaxNs, Math.max(BACK_OFF_FIRST_NS, 2 * backOffNs));
        connectNs = nowNs + backOffNs;
        isBackingOff = true;
        tryNs = Math.min(settings.messageTimeoutNs, 2 * tryNs);
    }

    private AeronCluster.Context context()
    {
        return new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .ingressChannel("aeron:udp?term-length=" + settings.termBytes + "|mtu=" + settings.mtuBytes)
            .ingressEndpoints(settings.members.ingressEndpoints())
            .isIngressExclusive(true)
            .egressChannel("aeron:udp?endpoint=" + settings.host + ":0|term-length=64k|mtu=1408")
            .egressListener(this)
            .messageTimeoutNs(Math.min(settings.messageTimeoutNs, tryNs))
            .newLeaderTimeoutNs(settings.newLeaderTimeoutNs)
            .clientName("node-" + settings.nodeId);
    }

    /** Batches keep the session alive; this does while there are none. */
    private void keepAlive()
    {
        if (nowNs - keepAliveNs >= 0)
        {
            final boolean isSent = messageBytesMax() != 0 && cluster.sendKeepAlive();
            keepAliveNs = nowNs + (isSent ? KEEP_ALIVE_NS : KEEP_ALIVE_RETRY_NS);
        }
    }
}
