package io.muster.master.release;

import org.agrona.DirectBuffer;

/** The way to one node, as {@link EventSender} sees it: a publication, or a simulation's. */
public interface EventLine
{
    /** Whether a batch may be offered now. */
    boolean hasRoom();

    /** The longest batch that travels in one datagram. */
    int messageBytesMax();

    /** @return false: not now; nothing was sent. What was sent may still be lost. */
    boolean offer(DirectBuffer buffer, int length);
}
