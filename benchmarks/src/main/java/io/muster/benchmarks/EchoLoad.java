package io.muster.benchmarks;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/** Messages of 64 bytes, one command each, as a client of raw Aeron Cluster sends them. */
public final class EchoLoad implements Load, EgressListener
{
    private static final int MESSAGE_BYTES = 64;
    private static final int POLLS_PER_CYCLE = 16;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_BYTES]);
    private final Pace pace = new Pace();
    private final Histogram roundTripNs;
    private final AeronCluster cluster;
    private final int window;
    private long sent;
    private long echoed;
    private long nowNs;

    public EchoLoad(
        final LoadDriver driver, final String ingressEndpoints, final int window, final Histogram roundTripNs)
    {
        this.window = window;
        this.roundTripNs = roundTripNs;
        final String channel = "aeron:udp?term-length=" + driver.settings.termBytes;
        cluster = AeronCluster.connect(new AeronCluster.Context()
            .aeron(driver.aeron)
            .ownsAeronClient(false)
            .ingressChannel(channel)
            .ingressEndpoints(ingressEndpoints)
            .isIngressExclusive(true)
            .egressChannel(channel + "|endpoint=127.0.0.1:0")
            .egressListener(this)
            // As a node's link has it: the default of twice the leader's time-out closes the client in an election.
            .newLeaderTimeoutNs(TimeUnit.SECONDS.toNanos(3))
            .messageTimeoutNs(TimeUnit.SECONDS.toNanos(30)));
    }

    @Override
    public int poll(final long timeNs)
    {
        nowNs = timeNs;
        int work = 0;
        while (sent - echoed < window && pace.isDue(nowNs) && offer())
        {
            work++;
        }
        int polls = POLLS_PER_CYCLE;
        int fragments;
        do
        {
            fragments = cluster.pollEgress();
            work += fragments;
        }
        while (fragments > 0 && --polls > 0);
        return work;
    }

    private boolean offer()
    {
        message.putLong(0, pace.dueNs(nowNs));
        if (cluster.offer(message, 0, MESSAGE_BYTES) < 0)
        {
            return false;
        }
        pace.advance();
        sent++;
        return true;
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header)
    {
        echoed++;
        roundTripNs.recordValue(System.nanoTime() - buffer.getLong(offset));
    }

    /** What was on its way to the old leader is lost, and nobody sends it again. */
    @Override
    public void onNewLeader(
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final String ingressEndpoints)
    {
        sent = echoed;
    }

    @Override
    public boolean isReady()
    {
        return true;
    }

    @Override
    public long commands()
    {
        return echoed;
    }

    @Override
    public void pace(final int commandsPerSecond, final long timeNs)
    {
        pace.begin(commandsPerSecond, timeNs);
    }

    @Override
    public void close()
    {
        cluster.close();
    }
}
