package io.muster.session.ring;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;

/**
 * What players say, from the event loops to the agent. The loops write, the agent polls. When it is full the loops say
 * no to the player: a flood ends here, and never waits in memory.
 */
public final class Inbound
{
    /** Room that a loop leaves before a message for {@link #frame}. */
    public static final int FRAME_OFFSET = Long.BYTES;

    private static final int OPENED = 1;
    private static final int FRAME = 2;
    private static final int CLOSED = 3;

    private final RingBuffer ring;
    private final MessageHandler dispatch = this::dispatch;
    private InboundListener listener;

    public Inbound(final int ringBytes)
    {
        ring = new ManyToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(ringBytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /** Take what players said. Called by the agent. */
    public int poll(final InboundListener hearer, final int messagesMax)
    {
        listener = hearer;
        return ring.read(dispatch, messagesMax);
    }

    /** Called by an event loop; false: full. */
    public boolean opened(final long connectionId, final MutableDirectBuffer scratch)
    {
        return write(OPENED, connectionId, scratch, 0);
    }

    /** Called by an event loop, with the message at {@link #FRAME_OFFSET} of its scratch buffer; false: full. */
    public boolean frame(final long connectionId, final MutableDirectBuffer scratch, final int length)
    {
        return write(FRAME, connectionId, scratch, length);
    }

    /** Called by an event loop; false: full. */
    public boolean closed(final long connectionId, final MutableDirectBuffer scratch)
    {
        return write(CLOSED, connectionId, scratch, 0);
    }

    private boolean write(
        final int type, final long connectionId, final MutableDirectBuffer scratch, final int length)
    {
        scratch.putLong(0, connectionId);
        return ring.write(type, scratch, 0, FRAME_OFFSET + length);
    }

    private void dispatch(final int type, final DirectBuffer buffer, final int index, final int length)
    {
        final long connectionId = buffer.getLong(index);
        switch (type)
        {
            case OPENED -> listener.onOpened(connectionId);
            case FRAME -> listener.onFrame(connectionId, buffer, index + FRAME_OFFSET, length - FRAME_OFFSET);
            case CLOSED -> listener.onClosed(connectionId);
            default -> throw new IllegalStateException("no such message between event loop and agent: " + type);
        }
    }
}
