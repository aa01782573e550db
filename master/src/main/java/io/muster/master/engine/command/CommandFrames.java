package io.muster.master.engine.command;

import io.muster.codecs.CreateInstanceDecoder;
import io.muster.codecs.DeclareGameTypeDecoder;
import io.muster.codecs.DeregisterNodeDecoder;
import io.muster.codecs.DescribeInstanceDecoder;
import io.muster.codecs.InstanceEndedDecoder;
import io.muster.codecs.InstanceNotStartedDecoder;
import io.muster.codecs.InstanceStartedDecoder;
import io.muster.codecs.JoinInstanceDecoder;
import io.muster.codecs.LeaveInstanceDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RegisterNodeDecoder;
import io.muster.codecs.SeatAcceptedDecoder;
import io.muster.codecs.SeatDeclinedDecoder;
import io.muster.codecs.SeatReleasedDecoder;
import io.muster.codecs.UserDetachDecoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.UserLeaveDecoder;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Whether bytes are one whole command, and who may send it. Looks at lengths only: what the fields say is for the
 * handlers.
 * <p>
 * A block longer than ours, and bytes after the last field that we know, are from a newer schema and are let pass.
 */
final class CommandFrames
{
    /** Nobody may send it: it is no command, or not whole. */
    static final int NOBODY = 0;

    /** Session nodes may send it. */
    static final int SESSION = 1;

    /** Game nodes may send it. */
    static final int GAME = 2;

    /** Any node may send it. */
    static final int ANY = SESSION | GAME;

    private static final int LENGTH_BYTES = Short.BYTES;
    private static final int GROUP_HEADER_BYTES = RegisterNodeDecoder.GameTypesDecoder.HEADER_SIZE;
    private static final int REGISTER_TEXTS = 3;

    private CommandFrames()
    {
    }

    /** Template id of the message at an offset, which must have a header. */
    static int templateId(final DirectBuffer buffer, final int offset)
    {
        return uint16(buffer, offset + MessageHeaderDecoder.templateIdEncodingOffset());
    }

    /** Who may send the command that these bytes are. */
    static int sendersOf(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH ||
            uint16(buffer, offset + MessageHeaderDecoder.schemaIdEncodingOffset()) != MessageHeaderDecoder.SCHEMA_ID)
        {
            return NOBODY;
        }
        final int templateId = templateId(buffer, offset);
        final int blockLength = uint16(buffer, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
        final int behindBlock = offset + MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
        final int end = offset + length;
        return blockLength >= blockLengthMin(templateId) && isRestWhole(templateId, buffer, behindBlock, end) ?
            sendersOf(templateId) : NOBODY;
    }

    private static int sendersOf(final int templateId)
    {
        return switch (templateId)
        {
            case UserEnterDecoder.TEMPLATE_ID,
                UserDetachDecoder.TEMPLATE_ID,
                UserLeaveDecoder.TEMPLATE_ID,
                CreateInstanceDecoder.TEMPLATE_ID,
                JoinInstanceDecoder.TEMPLATE_ID,
                LeaveInstanceDecoder.TEMPLATE_ID -> SESSION;
            case InstanceStartedDecoder.TEMPLATE_ID,
                InstanceNotStartedDecoder.TEMPLATE_ID,
                SeatAcceptedDecoder.TEMPLATE_ID,
                SeatDeclinedDecoder.TEMPLATE_ID,
                SeatReleasedDecoder.TEMPLATE_ID,
                InstanceEndedDecoder.TEMPLATE_ID,
                DeclareGameTypeDecoder.TEMPLATE_ID,
                DescribeInstanceDecoder.TEMPLATE_ID -> GAME;
            case RegisterNodeDecoder.TEMPLATE_ID, DeregisterNodeDecoder.TEMPLATE_ID -> ANY;
            default -> NOBODY;
        };
    }

    private static int blockLengthMin(final int templateId)
    {
        return switch (templateId)
        {
            case UserEnterDecoder.TEMPLATE_ID -> UserEnterDecoder.BLOCK_LENGTH;
            case UserDetachDecoder.TEMPLATE_ID -> UserDetachDecoder.BLOCK_LENGTH;
            case UserLeaveDecoder.TEMPLATE_ID -> UserLeaveDecoder.BLOCK_LENGTH;
            case CreateInstanceDecoder.TEMPLATE_ID -> CreateInstanceDecoder.BLOCK_LENGTH;
            case JoinInstanceDecoder.TEMPLATE_ID -> JoinInstanceDecoder.BLOCK_LENGTH;
            case LeaveInstanceDecoder.TEMPLATE_ID -> LeaveInstanceDecoder.BLOCK_LENGTH;
            case InstanceStartedDecoder.TEMPLATE_ID -> InstanceStartedDecoder.BLOCK_LENGTH;
            case InstanceNotStartedDecoder.TEMPLATE_ID -> InstanceNotStartedDecoder.BLOCK_LENGTH;
            case SeatAcceptedDecoder.TEMPLATE_ID -> SeatAcceptedDecoder.BLOCK_LENGTH;
            case SeatDeclinedDecoder.TEMPLATE_ID -> SeatDeclinedDecoder.BLOCK_LENGTH;
            case SeatReleasedDecoder.TEMPLATE_ID -> SeatReleasedDecoder.BLOCK_LENGTH;
            case InstanceEndedDecoder.TEMPLATE_ID -> InstanceEndedDecoder.BLOCK_LENGTH;
            case DeclareGameTypeDecoder.TEMPLATE_ID -> DeclareGameTypeDecoder.BLOCK_LENGTH;
            case DescribeInstanceDecoder.TEMPLATE_ID -> DescribeInstanceDecoder.BLOCK_LENGTH;
            case RegisterNodeDecoder.TEMPLATE_ID -> RegisterNodeDecoder.BLOCK_LENGTH;
            case DeregisterNodeDecoder.TEMPLATE_ID -> DeregisterNodeDecoder.BLOCK_LENGTH;
            default -> Integer.MAX_VALUE;
        };
    }

    private static boolean isRestWhole(
        final int templateId, final DirectBuffer buffer, final int behindBlock, final int end)
    {
        return switch (templateId)
        {
            case UserEnterDecoder.TEMPLATE_ID -> hasTexts(buffer, behindBlock, end, 1);
            case RegisterNodeDecoder.TEMPLATE_ID -> isRegistration(buffer, behindBlock, end);
            case DeclareGameTypeDecoder.TEMPLATE_ID -> hasAttributesAndTags(
                buffer,
                behindBlock,
                end,
                DeclareGameTypeDecoder.AttributesDecoder.sbeBlockLength(),
                DeclareGameTypeDecoder.TagsDecoder.sbeBlockLength());
            case DescribeInstanceDecoder.TEMPLATE_ID -> hasAttributesAndTags(
                buffer,
                behindBlock,
                end,
                DescribeInstanceDecoder.AttributesDecoder.sbeBlockLength(),
                DescribeInstanceDecoder.TagsDecoder.sbeBlockLength());
            default -> behindBlock <= end;
        };
    }

    private static boolean isRegistration(final DirectBuffer buffer, final int group, final int end)
    {
        final int texts = behindGroup(buffer, group, end, RegisterNodeDecoder.GameTypesDecoder.sbeBlockLength());
        return texts <= end && hasTexts(buffer, texts, end, REGISTER_TEXTS);
    }

    private static boolean hasAttributesAndTags(
        final DirectBuffer buffer,
        final int group,
        final int end,
        final int attributeBytesMin,
        final int tagBytesMin)
    {
        final int tags = behindGroup(buffer, group, end, attributeBytesMin);
        return tags <= end && behindGroup(buffer, tags, end, tagBytesMin) <= end;
    }

    /** Where a group of plain blocks ends, or beyond the end of the message when it is not whole. */
    private static int behindGroup(
        final DirectBuffer buffer, final int group, final int end, final int blockLengthMin)
    {
        if (group + GROUP_HEADER_BYTES > end)
        {
            return Integer.MAX_VALUE;
        }
        final int blockLength = uint16(buffer, group);
        final int count = uint16(buffer, group + LENGTH_BYTES);
        final long behind = (long)group + GROUP_HEADER_BYTES + (long)blockLength * count;
        return blockLength < blockLengthMin || behind > end ? Integer.MAX_VALUE : (int)behind;
    }

    /** Whether so many texts or bytes of variable length are whole. */
    private static boolean hasTexts(final DirectBuffer buffer, final int offset, final int end, final int count)
    {
        int index = offset;
        for (int i = 0; i < count; i++)
        {
            if (index + LENGTH_BYTES > end)
            {
                return false;
            }
            index += LENGTH_BYTES + uint16(buffer, index);
        }
        return index <= end;
    }

    static int uint16(final DirectBuffer buffer, final int index)
    {
        return buffer.getShort(index, LITTLE_ENDIAN) & 0xFFFF;
    }
}
