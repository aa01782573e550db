package io.muster.master.engine.command;

import io.muster.codecs.CommandBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RegisterNodeDecoder;
import org.agrona.DirectBuffer;

/**
 * A CommandBatch, found to be whole before any of it is applied: then nothing in it can fail half way.
 * <p>
 * After {@link #wrap} the commands are visited in order: {@link #next()}, then offset and length.
 */
final class BatchFrame
{
    private static final int LENGTH_BYTES = Short.BYTES;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();

    private DirectBuffer buffer;
    private int end;
    private int firstEntry;
    private int entryBlockLength;
    private int count;
    private int senders;
    private boolean isRegistering;
    private int offset;
    private int length;
    private int nextEntry;

    /**
     * Look at a message.
     *
     * @return false when it is no CommandBatch, is not whole, holds what no node may send, or has numbers out of range.
     */
    boolean wrap(final DirectBuffer source, final int sourceOffset, final int sourceLength)
    {
        buffer = source;
        end = sourceOffset + sourceLength;
        if (sourceLength < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        header.wrap(source, sourceOffset);
        final int group = sourceOffset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        if (header.schemaId() != CommandBatchDecoder.SCHEMA_ID ||
            header.templateId() != CommandBatchDecoder.TEMPLATE_ID ||
            header.blockLength() < CommandBatchDecoder.BLOCK_LENGTH ||
            group + CommandBatchDecoder.CommandsDecoder.HEADER_SIZE > end)
        {
            return false;
        }

        batch.wrapAndApplyHeader(source, sourceOffset, header);
        entryBlockLength = CommandFrames.uint16(source, group);
        count = CommandFrames.uint16(source, group + LENGTH_BYTES);
        firstEntry = group + CommandBatchDecoder.CommandsDecoder.HEADER_SIZE;
        return areNumbersInRange() && areCommandsWhole();
    }

    private boolean areNumbersInRange()
    {
        return batch.nodeId() > 0 &&
            batch.incarnation() > 0 &&
            batch.firstCommandSeq() > 0 &&
            batch.firstCommandSeq() <= Long.MAX_VALUE - count &&
            batch.ackedEventSeq() >= 0;
    }

    private boolean areCommandsWhole()
    {
        senders = CommandFrames.ANY;
        isRegistering = false;
        nextEntry = firstEntry;
        for (int i = 0; i < count; i++)
        {
            if (nextEntry + entryBlockLength + LENGTH_BYTES > end)
            {
                return false;
            }
            next();
            if (length > end - offset)
            {
                return false;
            }
            senders &= CommandFrames.sendersOf(buffer, offset, length);
            if (senders == CommandFrames.NOBODY || !isInPlace(i))
            {
                return false;
            }
        }
        return true;
    }

    /** RegisterNode is the first command of an incarnation, and no other command is. */
    private boolean isInPlace(final int index)
    {
        final boolean isRegister = CommandFrames.templateId(buffer, offset) == RegisterNodeDecoder.TEMPLATE_ID;
        final boolean isFirst = batch.firstCommandSeq() + index == 1;
        isRegistering |= isRegister;
        return isRegister == isFirst;
    }

    /** Go to the first command. */
    void rewind()
    {
        nextEntry = firstEntry;
    }

    /** Go to the next command; there must be one. */
    void next()
    {
        final int lengthIndex = nextEntry + entryBlockLength;
        length = CommandFrames.uint16(buffer, lengthIndex);
        offset = lengthIndex + LENGTH_BYTES;
        nextEntry = offset + length;
    }

    /** Holds the commands. */
    DirectBuffer buffer()
    {
        return buffer;
    }

    /** Where the command begins, header first. */
    int offset()
    {
        return offset;
    }

    /** Whether a node of a kind may send all of the commands. */
    boolean mayBeSentBy(final int kind)
    {
        return (senders & kind) != 0;
    }

    /** Whether the first command is RegisterNode. */
    boolean isRegistering()
    {
        return isRegistering;
    }

    /** How many commands there are; 0 is a heartbeat. */
    int count()
    {
        return count;
    }

    int nodeId()
    {
        return batch.nodeId();
    }

    long incarnation()
    {
        return batch.incarnation();
    }

    long firstCommandSeq()
    {
        return batch.firstCommandSeq();
    }

    long ackedEventSeq()
    {
        return batch.ackedEventSeq();
    }
}
