package io.muster.replay.text;

import io.muster.codecs.CommandBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * What a node sent, taken apart into its commands: {@link #wrap}, then {@link #next} before each of them. For looking
 * only; the engine judges for itself whether a batch is whole.
 */
public final class Batch
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();
    private CommandBatchDecoder.CommandsDecoder commands;
    private int end;
    private int count;
    private int index;
    private int offset;
    private int length;

    /** @return false when it is no CommandBatch. */
    public boolean wrap(final DirectBuffer buffer, final int at, final int bytes)
    {
        end = at + bytes;
        index = -1;
        count = 0;
        if (bytes < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        header.wrap(buffer, at);
        final int group = at + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        if (header.schemaId() != CommandBatchDecoder.SCHEMA_ID ||
            header.templateId() != CommandBatchDecoder.TEMPLATE_ID ||
            header.blockLength() < CommandBatchDecoder.BLOCK_LENGTH ||
            group + CommandBatchDecoder.CommandsDecoder.HEADER_SIZE > end)
        {
            return false;
        }
        batch.wrapAndApplyHeader(buffer, at, header);
        commands = batch.commands();
        count = commands.count();
        return true;
    }

    /** @return false when there is no command left that is whole. */
    public boolean next()
    {
        if (index + 1 >= count || batch.limit() + Short.BYTES > end)
        {
            return false;
        }
        index++;
        commands.next();
        length = commands.messageLength();
        offset = batch.limit() + Short.BYTES;
        if (offset + length > end || length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            count = 0;
            return false;
        }
        batch.limit(offset + length);
        return true;
    }

    public int nodeId()
    {
        return batch.nodeId();
    }

    public long incarnation()
    {
        return batch.incarnation();
    }

    public long ackedEventSeq()
    {
        return batch.ackedEventSeq();
    }

    /** Commands in it; 0: it is a heartbeat. */
    public int count()
    {
        return count;
    }

    /** Number of the command. */
    public long commandSeq()
    {
        return batch.firstCommandSeq() + index;
    }

    /** Holds the command. */
    public DirectBuffer buffer()
    {
        return batch.buffer();
    }

    /** Where the command begins, header first. */
    public int offset()
    {
        return offset;
    }

    /** Of the command, in bytes. */
    public int length()
    {
        return length;
    }

    /** What the command is. */
    public int templateId()
    {
        return header.wrap(batch.buffer(), offset).templateId();
    }
}
