package io.muster.session.backend;

import org.agrona.DirectBuffer;

/**
 * All that a session node has behind it: the link to the master, queries to its replicas, and the way to the game
 * nodes. The seam at which tests put a master and game nodes of their own. Used by the session agent's thread alone.
 */
public interface Backend extends AutoCloseable
{
    /** One cycle of everything; calls the {@link BackendListener}. Never blocks. */
    int poll(long nowNs);

    /** The master knows this incarnation of the node. */
    boolean isRegistered();

    /** The highest position of the log that was seen in events. */
    long position();

    /** A command for the master, header first; false: the window is full, try again. */
    boolean send(DirectBuffer buffer, int offset, int length);

    /** A query for any replica; false: too many wait. The listener hears the answer, or that there is none. */
    boolean ask(DirectBuffer buffer, int offset, int length, long queryId, long nowNs);

    /** A packet for a game node; false: it cannot be sent now, and is lost. */
    boolean offer(int nodeId, DirectBuffer buffer, int offset, int length);

    /** A game node is up, or up elsewhere than before. */
    void onGameNodeUp(int nodeId, String playEndpoint);

    /** A game node is gone. */
    void onGameNodeGone(int nodeId);

    /** Deregister, and close. */
    @Override
    void close();
}
