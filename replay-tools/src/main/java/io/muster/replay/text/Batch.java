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
    private final Parts parts = new Parts();

    /** @return false when it is no CommandBatch. */
    public boolean wrap(final DirectBuffer buffer, final int at, final int bytes)
    {
        parts.clear();
        if (bytes < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        header.wrap(buffer, at);
        if (header.schemaId() != CommandBatchDecoder.SCHEMA_ID ||
            header.templateId() != CommandBatchDecoder.TEMPLATE_ID ||
            header.blockLength() < CommandBatchDecoder.BLOCK_LENGTH ||
            !parts.wrap(buffer, at + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength(), at + bytes))
        {
            return false;
        }
        batch.wrapAndApplyHeader(buffer, at, header);
        return true;
    }

    /** @return false when there is no command left that is whole. */
    public boolean next()
    {
        return parts.next();
    }

    /** Its commands. */
    public Parts parts()
    {
        return parts;
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

    /** Number of the first command. */
    public long firstCommandSeq()
    {
        return batch.firstCommandSeq();
    }

    /** Commands in it; 0: it is a heartbeat. */
    public int count()
    {
        return parts.count();
    }

    /** Number of the command. */
    public long commandSeq()
    {
        return batch.firstCommandSeq() + parts.index();
    }

    /** Holds the command. */
    public DirectBuffer buffer()
    {
        return batch.buffer();
    }

    /** Where the command begins, header first. */
    public int offset()
    {
        return parts.offset();
    }

    /** Of the command, in bytes. */
    public int length()
    {
        return parts.length();
    }

    /** What the command is. */
    public int templateId()
    {
        return header.wrap(batch.buffer(), parts.offset()).templateId();
    }
}
