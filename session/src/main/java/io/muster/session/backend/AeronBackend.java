package io.muster.session.backend;

import io.aeron.Aeron;
import io.aeron.logbuffer.FragmentHandler;
import io.muster.node.NodeSettings;
import io.muster.node.capture.CaptureRing;
import io.muster.node.link.LinkSettings;
import io.muster.node.link.MasterLink;
import io.muster.node.link.Queries;
import io.muster.node.link.Registration;
import io.muster.node.play.PlayPeers;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;

/** The {@link Backend} of a real node: the link, the queries and the play peers, over Aeron. */
public final class AeronBackend implements Backend
{
    private static final int PACKETS_MAX = 256;

    private final MasterLink link;
    private final Queries queries;
    private final PlayPeers peers;
    private final FragmentHandler onPacket;

    public AeronBackend(
        final NodeSettings nodeSettings,
        final LinkSettings linkSettings,
        final Aeron aeron,
        final Registration registration,
        final BackendListener listener,
        final Counters counters,
        final CaptureRing capture)
    {
        link = new MasterLink(linkSettings, aeron, registration, listener, counters, capture);
        queries = new Queries(linkSettings, aeron, registration.eventEndpoint(), listener, counters, capture);
        peers = new PlayPeers(nodeSettings, aeron, registration.playEndpoint(), counters);
        onPacket = (buffer, offset, length, ignored) -> listener.onPacket(buffer, offset, length);
    }

    /** The master speaks first: what it says decides what the packets of games mean. */
    @Override
    public int poll(final long nowNs)
    {
        return link.poll(nowNs) + queries.poll(nowNs) + peers.poll(onPacket, PACKETS_MAX);
    }

    @Override
    public boolean isRegistered()
    {
        return link.isRegistered();
    }

    @Override
    public long position()
    {
        return link.position();
    }

    @Override
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        return link.send(buffer, offset, length);
    }

    @Override
    public boolean ask(
        final DirectBuffer buffer, final int offset, final int length, final long queryId, final long nowNs)
    {
        return queries.ask(buffer, offset, length, queryId, nowNs);
    }

    @Override
    public boolean offer(final int nodeId, final DirectBuffer buffer, final int offset, final int length)
    {
        return peers.offer(nodeId, buffer, offset, length);
    }

    @Override
    public void onGameNodeUp(final int nodeId, final String playEndpoint)
    {
        peers.onNodeUp(nodeId, playEndpoint);
    }

    @Override
    public void onGameNodeGone(final int nodeId)
    {
        peers.onNodeGone(nodeId);
    }

    @Override
    public void close()
    {
        link.close();
        queries.close();
        peers.close();
    }
}
