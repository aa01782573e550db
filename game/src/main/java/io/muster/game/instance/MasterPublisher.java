package io.muster.game.instance;

import io.muster.codecs.DescribeInstanceEncoder;
import io.muster.codecs.InstanceEndedEncoder;
import io.muster.codecs.InstanceNotStartedEncoder;
import io.muster.codecs.InstanceStartedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAcceptedEncoder;
import io.muster.codecs.SeatDeclinedEncoder;
import io.muster.codecs.SeatReleasedEncoder;
import io.muster.game.Description;
import io.muster.game.Vocabulary;
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
    private static final int GROUP_HEADERS_BYTES = DescribeInstanceEncoder.AttributesEncoder.HEADER_SIZE +
        DescribeInstanceEncoder.TagsEncoder.HEADER_SIZE;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstanceStartedEncoder instanceStarted = new InstanceStartedEncoder();
    private final InstanceNotStartedEncoder instanceNotStarted = new InstanceNotStartedEncoder();
    private final SeatAcceptedEncoder seatAccepted = new SeatAcceptedEncoder();
    private final SeatDeclinedEncoder seatDeclined = new SeatDeclinedEncoder();
    private final SeatReleasedEncoder seatReleased = new SeatReleasedEncoder();
    private final InstanceEndedEncoder instanceEnded = new InstanceEndedEncoder();
    private final DescribeInstanceEncoder describeInstance = new DescribeInstanceEncoder();
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

    /**
     * Tell what the instance can be found by, if that has changed, and there is room; else it is for a later tick to
     * tell. So a game that changes its description at every tick costs one command a second.
     *
     * @return whether it was told.
     */
    boolean describe(final long instanceId, final Description description)
    {
        if (!description.isChanged() || !hasRoom())
        {
            return false;
        }
        final int index = claim(DescribeInstanceEncoder.BLOCK_LENGTH + GROUP_HEADERS_BYTES +
            description.attributeCount() * DescribeInstanceEncoder.AttributesEncoder.sbeBlockLength() +
            description.tagCount() * DescribeInstanceEncoder.TagsEncoder.sbeBlockLength());
        describeInstance.wrapAndApplyHeader(ring.buffer(), index, header).instanceId(instanceId);
        encode(description);
        ring.commit(index);
        description.wasTold();
        return true;
    }

    private void encode(final Description description)
    {
        final Vocabulary vocabulary = description.vocabulary();
        final DescribeInstanceEncoder.AttributesEncoder attributes =
            describeInstance.attributesCount(description.attributeCount());
        for (int i = 0; i < vocabulary.attributes().size(); i++)
        {
            if (description.isSet(i))
            {
                attributes.next().name(vocabulary.attributeName(i)).value(description.value(i));
            }
        }
        final DescribeInstanceEncoder.TagsEncoder tags = describeInstance.tagsCount(description.tagCount());
        for (int i = 0; i < vocabulary.tagCount(); i++)
        {
            if (description.isTagged(i))
            {
                tags.next().name(vocabulary.tagName(i));
            }
        }
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
