package io.muster.node.play;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.muster.codecs.Streams;
import io.muster.node.NodeSettings;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of the other kind, and the way to and from them. Owned by one agent's thread.
 * <p>
 * A way is made while the agent goes on. A packet that cannot be sent at this moment is counted and dropped: the
 * numbers of inputs and outputs recover it.
 */
public final class PlayPeers implements AutoCloseable
{
    private final NodeSettings settings;
    private final Aeron aeron;
    private final Subscription subscription;
    private final FragmentAssembler assembler = new FragmentAssembler(this::deliver);
    private final Int2ObjectHashMap<Peer> peers = new Int2ObjectHashMap<>();
    private final List<Peer> unfinished = new ArrayList<>();
    private final AtomicCounter packetsSent;
    private final AtomicCounter packetsDropped;
    private final AtomicCounter packetsTaken;
    private final AtomicCounter peersUp;
    private FragmentHandler handler;

    /** @param playEndpoint {@code host:port} (UDP) at which this node is heard by the other kind; bound here. */
    public PlayPeers(
        final NodeSettings settings, final Aeron aeron, final String playEndpoint, final Counters counters)
    {
        this.settings = settings;
        this.aeron = aeron;
        packetsSent = counters.counter("play_packets_sent_total", "packets to nodes of the other kind");
        packetsDropped = counters.counter("play_packets_dropped_total", "packets that could not be sent at once");
        packetsTaken = counters.counter("play_packets_taken_total", "packets from nodes of the other kind");
        peersUp = counters.counter("play_peers", "nodes of the other kind that are up");
        subscription = aeron.addSubscription("aeron:udp?endpoint=" + playEndpoint, Streams.PLAY);
    }

    /** Make the way to a node, or make it anew when the endpoint has changed. */
    public void onNodeUp(final int nodeId, final String playEndpoint)
    {
        final Peer known = peers.get(nodeId);
        if (known != null && known.endpoint.equals(playEndpoint))
        {
            return;
        }

        onNodeGone(nodeId);
        final Peer peer = new Peer(settings, aeron, playEndpoint);
        peers.put(nodeId, peer);
        unfinished.add(peer);
        peersUp.setRelease(peers.size());
    }

    public void onNodeGone(final int nodeId)
    {
        final Peer peer = peers.remove(nodeId);
        if (peer != null)
        {
            unfinished.remove(peer);
            peer.close();
            peersUp.setRelease(peers.size());
        }
    }

    /** Send a packet if it can be sent now. @return false: it was dropped. */
    public boolean offer(final int nodeId, final DirectBuffer buffer, final int offset, final int length)
    {
        final Peer peer = peers.get(nodeId);
        final boolean isSent = peer != null && peer.publication != null &&
            isSent(peer.publication, buffer, offset, length);
        (isSent ? packetsSent : packetsDropped).incrementRelease();
        return isSent;
    }

    /** Take packets of the other kind, whole, and finish ways that were begun. @return work done. */
    public int poll(final FragmentHandler newHandler, final int fragmentLimit)
    {
        handler = newHandler;
        return (unfinished.isEmpty() ? 0 : finish()) + subscription.poll(assembler, fragmentLimit);
    }

    @Override
    public void close()
    {
        peers.values().forEach(Peer::close);
        CloseHelper.quietClose(subscription);
    }

    /** Between two terms of the stream one offer is refused that would be taken at once. */
    private static boolean isSent(
        final Publication publication, final DirectBuffer buffer, final int offset, final int length)
    {
        final long result = publication.offer(buffer, offset, length);
        return result > 0 ||
            result == Publication.ADMIN_ACTION && publication.offer(buffer, offset, length) > 0;
    }

    private int finish()
    {
        int finished = 0;
        for (int i = unfinished.size() - 1; i >= 0; i--)
        {
            if (unfinished.get(i).isFinished())
            {
                unfinished.remove(i);
                finished++;
            }
        }
        return finished;
    }

    private void deliver(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        packetsTaken.incrementRelease();
        handler.onFragment(buffer, offset, length, header);
    }
}
