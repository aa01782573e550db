package io.muster.node.link;

import org.agrona.DirectBuffer;

/** The way into the master's log, as {@link Link} sees it: the cluster's ingress, or a simulation. */
public interface Ingress
{
    /** The longest message that travels in one datagram, or 0 while there is no way. */
    int messageBytesMax();

    /** @return false: not now; nothing was sent. What was sent may still be lost. */
    boolean offer(DirectBuffer buffer, int offset, int length);
}
