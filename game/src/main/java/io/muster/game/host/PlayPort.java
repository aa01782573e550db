package io.muster.game.host;

import io.aeron.logbuffer.FragmentHandler;
import io.muster.node.play.PlayPeers;
import org.agrona.DirectBuffer;

/** The ways to and from session nodes: {@link PlayPeers} in a node, something written by hand in a test. */
public interface PlayPort extends AutoCloseable
{
    /** As {@link PlayPeers#onNodeUp}. */
    void onNodeUp(int nodeId, String playEndpoint);

    /** As {@link PlayPeers#onNodeGone}. */
    void onNodeGone(int nodeId);

    /** As {@link PlayPeers#offer}: what cannot be sent now is counted there and dropped. */
    boolean offer(int nodeId, DirectBuffer buffer, int offset, int length);

    /** As {@link PlayPeers#poll}. */
    int poll(FragmentHandler handler, int fragmentLimit);

    @Override
    void close();

    /** The real ways. */
    static PlayPort of(final PlayPeers peers)
    {
        return new PlayPort()
        {
            @Override
            public void onNodeUp(final int nodeId, final String playEndpoint)
            {
                peers.onNodeUp(nodeId, playEndpoint);
            }

            @Override
            public void onNodeGone(final int nodeId)
            {
                peers.onNodeGone(nodeId);
            }

            @Override
            public boolean offer(final int nodeId, final DirectBuffer buffer, final int offset, final int length)
            {
                return peers.offer(nodeId, buffer, offset, length);
            }

            @Override
            public int poll(final FragmentHandler handler, final int fragmentLimit)
            {
                return peers.poll(handler, fragmentLimit);
            }

            @Override
            public void close()
            {
                peers.close();
            }
        };
    }
}
