package io.muster.session.backend;

import io.muster.node.link.LinkListener;
import io.muster.node.link.QueryListener;
import org.agrona.DirectBuffer;

/** Who hears the {@link Backend}: the session agent, on its thread. */
public interface BackendListener extends LinkListener, QueryListener
{
    /**
     * A packet of a game node.
     *
     * @param offset of the message header. The bytes are valid during the call.
     */
    void onPacket(DirectBuffer buffer, int offset, int length);
}
