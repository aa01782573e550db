package io.muster.failover.simulation.node;

import io.muster.codecs.DeclareGameTypeEncoder;
import io.muster.codecs.DescribeInstanceEncoder;
import io.muster.codecs.InstanceEndedEncoder;
import io.muster.codecs.InstanceNotStartedEncoder;
import io.muster.codecs.InstanceStartedEncoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAcceptedEncoder;
import io.muster.codecs.SeatDeclinedEncoder;
import io.muster.codecs.SeatReleasedEncoder;
import io.muster.node.link.Link;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a game node's commands into its link. */
final class HostWriter
{
    /** Commands of a game node. */
    enum Said
    {
        DECLARED, STARTED, NOT_STARTED, ACCEPTED, DECLINED, RELEASED, DESCRIBED, ENDED
    }

    private static final long[] MAPS = { Keyword.of("dust"), Keyword.of("ice"), Keyword.of("canyon") };

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstanceStartedEncoder started = new InstanceStartedEncoder();
    private final InstanceNotStartedEncoder notStarted = new InstanceNotStartedEncoder();
    private final SeatAcceptedEncoder accepted = new SeatAcceptedEncoder();
    private final SeatDeclinedEncoder declined = new SeatDeclinedEncoder();
    private final SeatReleasedEncoder released = new SeatReleasedEncoder();
    private final InstanceEndedEncoder ended = new InstanceEndedEncoder();
    private final DeclareGameTypeEncoder declare = new DeclareGameTypeEncoder();
    private final DescribeInstanceEncoder describe = new DescribeInstanceEncoder();

    /**
     * Write a command.
     *
     * @param instanceId of a declaration: the game.
     * @param userId     of a description: what it says, as a number.
     * @return false: the link does not take it now.
     */
    boolean write(final Link link, final Said said, final long instanceId, final long userId)
    {
        final int length = switch (said)
        {
            case DECLARED -> declare((int)instanceId);
            case STARTED -> started.wrapAndApplyHeader(buffer, 0, header).instanceId(instanceId).encodedLength();
            case NOT_STARTED -> notStarted.wrapAndApplyHeader(buffer, 0, header)
                .instanceId(instanceId).code(RefusalCode.INSTANCE_NOT_STARTED).encodedLength();
            case ACCEPTED -> accepted.wrapAndApplyHeader(buffer, 0, header)
                .instanceId(instanceId).userId(userId).encodedLength();
            case DECLINED -> declined.wrapAndApplyHeader(buffer, 0, header)
                .instanceId(instanceId).userId(userId).encodedLength();
            case RELEASED -> released.wrapAndApplyHeader(buffer, 0, header)
                .instanceId(instanceId).userId(userId).encodedLength();
            case DESCRIBED -> describe(instanceId, (int)userId);
            case ENDED -> ended.wrapAndApplyHeader(buffer, 0, header).instanceId(instanceId).encodedLength();
        };
        return link.send(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length);
    }

    private int declare(final int game)
    {
        declare.wrapAndApplyHeader(buffer, 0, header).putGameType(Games.typeOf(game), 0)
            .attributesCount(Games.KINDS.length)
            .next().name(Games.RATING).kind(Games.KINDS[0])
            .next().name(Games.MAP).kind(Games.KINDS[1]);
        declare.tagsCount(1).next().name(Games.RANKED);
        return declare.encodedLength();
    }

    /** Some describe both attributes, some one, some nothing. */
    private int describe(final long instanceId, final int what)
    {
        final boolean hasMap = (what & 1) != 0;
        final boolean hasRating = (what & 2) != 0;
        final boolean isRanked = (what & 4) != 0;
        describe.wrapAndApplyHeader(buffer, 0, header).instanceId(instanceId);
        final DescribeInstanceEncoder.AttributesEncoder attributes =
            describe.attributesCount((hasMap ? 1 : 0) + (hasRating ? 1 : 0));
        if (hasMap)
        {
            attributes.next().name(Games.MAP).value(MAPS[(what >> 3) % MAPS.length]);
        }
        if (hasRating)
        {
            attributes.next().name(Games.RATING).value((what >> 3) % 100);
        }
        final DescribeInstanceEncoder.TagsEncoder tags = describe.tagsCount(isRanked ? 1 : 0);
        if (isRanked)
        {
            tags.next().name(Games.RANKED);
        }
        return describe.encodedLength();
    }
}
