package io.muster.session.ring;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;

/** What players are told, from the agent to one event loop. The agent writes, the loop drains. */
public final class OutboundRing
{
    /** The message is a frame to be sent: connection, then the message. */
    public static final int FRAME = 1;
    /** The connection is to be closed: connection, then the code. */
    public static final int CLOSE = 2;
    /** Where the frame or the code begins, after the number of the connection. */
    public static final int BODY_OFFSET = Long.BYTES;

    private final RingBuffer ring;

    public OutboundRing(final int ringBytes)
    {
        ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(ringBytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /** Called by the agent: the index of the body of a new message, or not above 0 when the ring is full. */
    int claim(final int type, final long connectionId, final int bodyLength)
    {
        final int index = ring.tryClaim(type, BODY_OFFSET + bodyLength);
        if (index <= 0)
        {
            return 0;
        }
        ring.buffer().putLong(index, connectionId);
        return index + BODY_OFFSET;
    }

    /** Called by the agent: the message whose body is at an index is complete. */
    void commit(final int bodyIndex)
    {
        ring.commit(bodyIndex - BODY_OFFSET);
    }

    AtomicBuffer buffer()
    {
        return ring.buffer();
    }

    /** Called by the event loop. */
    public int drain(final MessageHandler handler, final int messagesMax)
    {
        return ring.read(handler, messagesMax);
    }
}
