package io.muster.replay.text;

import io.muster.codecs.EventBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** What the master told a node in one go, to be taken apart into its events by {@link #parts}. For looking only. */
public final class Events
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventBatchDecoder batch = new EventBatchDecoder();
    private final Parts parts = new Parts();

    /** @return false when it is no EventBatch. */
    public boolean wrap(final DirectBuffer buffer, final int at, final int bytes)
    {
        parts.clear();
        if (bytes < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        header.wrap(buffer, at);
        if (header.schemaId() != EventBatchDecoder.SCHEMA_ID ||
            header.templateId() != EventBatchDecoder.TEMPLATE_ID ||
            header.blockLength() < EventBatchDecoder.BLOCK_LENGTH ||
            !parts.wrap(buffer, at + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength(), at + bytes))
        {
            return false;
        }
        batch.wrapAndApplyHeader(buffer, at, header);
        return true;
    }

    /** Its events. */
    public Parts parts()
    {
        return parts;
    }

    public long incarnation()
    {
        return batch.incarnation();
    }

    /** Number of the first event. */
    public long firstEventSeq()
    {
        return batch.firstEventSeq();
    }

    public long appliedCommandSeq()
    {
        return batch.appliedCommandSeq();
    }
}
