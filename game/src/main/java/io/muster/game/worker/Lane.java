package io.muster.game.worker;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.TRAILER_LENGTH;

/**
 * The four bounded rings between the game agent and one worker; each has one thread at either end.
 *
 * @param events      master to worker. The type id of a message is {@link #EVENT} or {@link #NEW_INCARNATION}.
 * @param fromPlayers packets to the worker. The type id is the session node plus 1, or 1 when it is not known.
 * @param commands    worker to master. The type id is the incarnation of the link.
 * @param toPlayers   packets from the worker. The type id is the session node that they are for.
 */
public record Lane(RingBuffer events, RingBuffer fromPlayers, RingBuffer commands, RingBuffer toPlayers)
{
    /** A whole event of the master, header first. */
    public static final int EVENT = 1;

    /** Four bytes: the number of an incarnation, which begins with nothing. */
    public static final int NEW_INCARNATION = 2;

    /** A lane with rings of the given bytes, powers of two. */
    public static Lane ofBytes(final int controlBytes, final int packetBytes)
    {
        return new Lane(ring(controlBytes), ring(packetBytes), ring(controlBytes), ring(packetBytes));
    }

    private static RingBuffer ring(final int bytes)
    {
        return new OneToOneRingBuffer(
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes + TRAILER_LENGTH, Long.BYTES)));
    }
}
