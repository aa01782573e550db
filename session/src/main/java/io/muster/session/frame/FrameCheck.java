package io.muster.session.frame;

import io.muster.codecs.ConditionTest;
import io.muster.codecs.CreateDecoder;
import io.muster.codecs.DescribeUserDecoder;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.JoinDecoder;
import io.muster.codecs.LeaveDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OutputAckDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.ResumeDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

import static io.muster.codecs.RefusalCode.CONDITIONS_TOO_MANY;
import static io.muster.codecs.RefusalCode.FRAME_MALFORMED;
import static io.muster.codecs.RefusalCode.FRAME_TRUNCATED;
import static io.muster.codecs.RefusalCode.LIMIT_OUT_OF_RANGE;
import static io.muster.codecs.RefusalCode.NONE;
import static io.muster.codecs.RefusalCode.PAYLOAD_TOO_LARGE;
import static io.muster.codecs.RefusalCode.SCHEMA_FOREIGN;
import static io.muster.codecs.RefusalCode.TEMPLATE_UNKNOWN;

/**
 * Says whether bytes are one message that a player may send, with every field in range. What passes can be decoded
 * without a further look; what does not is refused with a code, and never with an exception.
 * <p>
 * A message of a later version of the schema may be longer than we know, at the end of its block and at its own end.
 * One instance belongs to one thread; allocates nothing.
 */
public final class FrameCheck
{
    /** Bytes of an input's payload. */
    public static final int PAYLOAD_BYTES_MAX = 1024;

    /** Instances that one search may ask for. */
    public static final int FIND_INSTANCES_MAX = 100;

    /** Conditions of a find: those of a query to the master, less the two that make an instance open. */
    public static final int FIND_CONDITIONS_MAX = 6;

    private static final int VAR_LENGTH_BYTES = Short.BYTES;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LoginDecoder login = new LoginDecoder();
    private final ResumeDecoder resume = new ResumeDecoder();
    private final CreateDecoder create = new CreateDecoder();
    private final JoinDecoder join = new JoinDecoder();
    private final LeaveDecoder leave = new LeaveDecoder();
    private final FindDecoder find = new FindDecoder();
    private final DescribeUserDecoder describeUser = new DescribeUserDecoder();
    private final InputDecoder input = new InputDecoder();
    private final OutputAckDecoder outputAck = new OutputAckDecoder();

    private PlayerFrame frame;
    private long requestSeq;
    private long queryId;

    /**
     * Look at bytes that a player sent as one message.
     *
     * @return {@link RefusalCode#NONE} when they are one; then {@link #frame} says which.
     */
    public RefusalCode check(final DirectBuffer buffer, final int offset, final int length)
    {
        frame = null;
        requestSeq = 0;
        queryId = 0;

        final RefusalCode code = checkShape(buffer, offset, length);
        return code == NONE ? checkFields(buffer, offset) : code;
    }

    /** Which message it is; null when the last check could not tell. */
    public PlayerFrame frame()
    {
        return frame;
    }

    /** The number of the request that was looked at, for its refusal; 0 when it was not one. */
    public long requestSeq()
    {
        return requestSeq;
    }

    /** The number of the query that was looked at, for its refusal; 0 when it was not one. */
    public long queryId()
    {
        return queryId;
    }

    private RefusalCode checkShape(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return FRAME_TRUNCATED;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID)
        {
            return SCHEMA_FOREIGN;
        }
        final PlayerFrame candidate = PlayerFrame.of(header.templateId());
        if (candidate == null)
        {
            return TEMPLATE_UNKNOWN;
        }
        final boolean isLater = header.version() > MessageHeaderDecoder.SCHEMA_VERSION;
        final int blockLength = header.blockLength();
        if (isLater ? blockLength < candidate.blockLength : blockLength != candidate.blockLength)
        {
            return FRAME_MALFORMED;
        }
        frame = candidate;
        final int blockEnd = MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
        final boolean hasConditions = candidate == PlayerFrame.FIND &&
            header.version() >= FindDecoder.conditionsDecoderSinceVersion();
        final int end = hasConditions ?
            endOfGroup(buffer, offset, length, blockEnd) : endOf(candidate, buffer, offset, length, blockEnd);
        if (end > length)
        {
            return FRAME_TRUNCATED;
        }
        return end == length || isLater ? NONE : FRAME_MALFORMED;
    }

    /** Where the conditions end, like {@link #endOf}; beyond the length too if their entries are too short. */
    private static int endOfGroup(
        final DirectBuffer buffer, final int offset, final int length, final int blockEnd)
    {
        final int entries = blockEnd + FindDecoder.ConditionsDecoder.HEADER_SIZE;
        if (entries > length)
        {
            return entries;
        }
        final int entryLength = buffer.getShort(offset + blockEnd, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final int count = buffer.getShort(offset + blockEnd + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final long end = entries + (long)entryLength * count;
        final boolean isShort = entryLength < FindDecoder.ConditionsDecoder.sbeBlockLength();
        return isShort || end > length ? length + 1 : (int)end;
    }

    /** Where the message ends as far as its fields tell, relative to its offset; beyond the length if it is cut off. */
    private static int endOf(
        final PlayerFrame frame, final DirectBuffer buffer, final int offset, final int length, final int blockEnd)
    {
        if (!frame.hasVarField)
        {
            return blockEnd;
        }
        final int varStart = blockEnd + VAR_LENGTH_BYTES;
        return varStart > length ?
            varStart : varStart + (buffer.getShort(offset + blockEnd, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
    }

    private RefusalCode checkFields(final DirectBuffer buffer, final int offset)
    {
        return switch (frame)
        {
            case LOGIN -> check(login.wrapAndApplyHeader(buffer, offset, header));
            case RESUME -> check(resume.wrapAndApplyHeader(buffer, offset, header));
            case CREATE -> check(create.wrapAndApplyHeader(buffer, offset, header));
            case JOIN -> check(join.wrapAndApplyHeader(buffer, offset, header));
            case LEAVE -> check(leave.wrapAndApplyHeader(buffer, offset, header));
            case FIND -> check(find.wrapAndApplyHeader(buffer, offset, header));
            case DESCRIBE_USER -> check(describeUser.wrapAndApplyHeader(buffer, offset, header));
            case INPUT -> check(input.wrapAndApplyHeader(buffer, offset, header));
            case OUTPUT_ACK -> check(outputAck.wrapAndApplyHeader(buffer, offset, header));
            case CHECK_IN, LOGOUT, PLAYER_HEARTBEAT -> NONE;
        };
    }

    private static RefusalCode check(final LoginDecoder message)
    {
        final long clientId = message.clientId();
        return malformedUnless(clientId != 0 && clientId != LoginDecoder.clientIdNullValue());
    }

    private static RefusalCode check(final ResumeDecoder message)
    {
        return malformedUnless(message.eventSeq() >= 0);
    }

    private RefusalCode check(final CreateDecoder message)
    {
        requestSeq = message.requestSeq();
        return malformedUnless(requestSeq > 0);
    }

    private RefusalCode check(final JoinDecoder message)
    {
        requestSeq = message.requestSeq();
        return malformedUnless(requestSeq > 0 && message.instanceId() > 0);
    }

    private RefusalCode check(final LeaveDecoder message)
    {
        requestSeq = message.requestSeq();
        return malformedUnless(requestSeq > 0 && message.instanceId() > 0);
    }

    private RefusalCode check(final FindDecoder message)
    {
        queryId = message.queryId();
        if (queryId <= 0)
        {
            return FRAME_MALFORMED;
        }
        final int instancesMax = message.instancesMax();
        if (instancesMax < 1 || instancesMax > FIND_INSTANCES_MAX)
        {
            return LIMIT_OUT_OF_RANGE;
        }
        final FindDecoder.ConditionsDecoder conditions = message.conditions();
        if (conditions.count() > FIND_CONDITIONS_MAX)
        {
            return CONDITIONS_TOO_MANY;
        }
        boolean isWellFormed = true;
        while (conditions.hasNext())
        {
            final int test = conditions.next().testRaw();
            isWellFormed &= test >= ConditionTest.EQUAL.value() && test <= ConditionTest.TAGGED.value();
        }
        return malformedUnless(isWellFormed);
    }

    private RefusalCode check(final DescribeUserDecoder message)
    {
        queryId = message.queryId();
        return malformedUnless(queryId > 0);
    }

    private static RefusalCode check(final InputDecoder message)
    {
        if (message.instanceId() <= 0 || message.inputSeq() <= 0 || message.ackedOutputSeq() < 0)
        {
            return FRAME_MALFORMED;
        }
        return message.payloadLength() <= PAYLOAD_BYTES_MAX ? NONE : PAYLOAD_TOO_LARGE;
    }

    private static RefusalCode check(final OutputAckDecoder message)
    {
        return malformedUnless(message.instanceId() > 0 && message.outputSeq() >= 0);
    }

    private static RefusalCode malformedUnless(final boolean inRange)
    {
        return inRange ? NONE : FRAME_MALFORMED;
    }
}
