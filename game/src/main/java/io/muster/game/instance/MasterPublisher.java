package io.muster.game.instance;

import io.muster.codecs.InstanceEndedEncoder;
import io.muster.codecs.InstanceNotStartedEncoder;
import io.muster.codecs.InstanceStartedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAcceptedEncoder;
import io.muster.codecs.SeatDeclinedEncoder;
import io.muster.codecs.SeatReleasedEncoder;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * A worker's commands to the master, into the ring from which the game agent takes them. The type id of a ring
 * message is the incarnation of the link that it was said in.
 * <p>
 * A command must not be lost. So a worker takes no event while the ring is half full, and the other half has room
 * for what instances say by themselves; if it fills nevertheless, the node cannot go on and throws.
 */
public final class MasterPublisher
{
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstanceStartedEncoder instanceStarted = new InstanceStartedEncoder();
    private final InstanceNotStartedEncoder instanceNotStarted = new InstanceNotStartedEncoder();
    private final SeatAcceptedEncoder seatAccepted = new SeatAcceptedEncoder();
    private final SeatDeclinedEncoder seatDeclined = new SeatDeclinedEncoder();
    private final SeatReleasedEncoder seatReleased = new SeatReleasedEncoder();
    private final InstanceEndedEncoder instanceEnded = new InstanceEndedEncoder();
    private final RingBuffer ring;
    private int incarnation = 1;

    public MasterPublisher(final RingBuffer ring)
    {
        this.ring = ring;
    }

    /** From now on commands belong to this incarnation of the link, counted from 1 by the game agent. */
    public void incarnation(final int newIncarnation)
    {
        incarnation = newIncarnation;
    }

    /** Whether events may be taken, each of which says at most one command. */
    public boolean hasRoom()
    {
        return ring.size() < ring.capacity() / 2;
    }

    public void instanceStarted(final long instanceId)
    {
        final int index = claim(InstanceStartedEncoder.BLOCK_LENGTH);
        instanceStarted.wrapAndApplyHeader(ring.buffer(), index, header).instanceId(instanceId);
        ring.commit(index);
    }

    public void instanceNotStarted(final long instanceId, final RefusalCode code)
    {
        final int index = claim(InstanceNotStartedEncoder.BLOCK_LENGTH);
        instanceNotStarted.wrapAndApplyHeader(ring.buffer(), index, header).instanceId(instanceId).code(code);
        ring.commit(index);
    }

    public void seatAccepted(final long instanceId, final long userId)
    {
        final int index = claim(SeatAcceptedEncoder.BLOCK_LENGTH);
        seatAccepted.wrapAndApplyHeader(ring.buffer(), index, header).instanceId(instanceId).userId(userId);
        ring.commit(index);
    }

    public void seatDeclined(final long instanceId, final long userId)
    {
        final int index = claim(SeatDeclinedEncoder.BLOCK_LENGTH);
        seatDeclined.wrapAndApplyHeader(ring.buffer(), index, header).instanceId(instanceId).userId(userId);
        ring.commit(index);
    }

    public void seatReleased(final long instanceId, final long userId)
    {
        final int index = claim(SeatReleasedEncoder.BLOCK_LENGTH);
        seatReleased.wrapAndApplyHeader(ring.buffer(), index, header).instanceId(instanceId).userId(userId);
        ring.commit(index);
    }

    public void instanceEnded(final long instanceId)
    {
        final int index = claim(InstanceEndedEncoder.BLOCK_LENGTH);
        instanceEnded.wrapAndApplyHeader(ring.buffer(), index, header).instanceId(instanceId);
        ring.commit(index);
    }

    private int claim(final int blockLength)
    {
        final int index = ring.tryClaim(incarnation, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        if (index < 0)
        {
            throw new IllegalStateException("the ring of commands is full: the master has taken none for too long");
        }
        return index;
    }
}
