package io.muster.session.ring;

import org.agrona.DirectBuffer;

/** Who hears the players: the session agent. Called on its thread, from {@link Inbound#poll}. */
public interface InboundListener
{
    /** A connection is open, and heard from now on. */
    void onOpened(long connectionId);

    /**
     * A message of a player that passed {@link io.muster.session.frame.FrameCheck} and its rate.
     *
     * @param offset of the message header. The bytes are valid during the call.
     */
    void onFrame(long connectionId, DirectBuffer buffer, int offset, int length);

    /** A connection is gone; it was not the agent who closed it. */
    void onClosed(long connectionId);
}
