package io.muster.game.samples;

import io.muster.codecs.samples.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Whether a player's payload is the one message that a sample game hears. A player may send anything. */
final class SampleInput
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final int templateId;
    private final int blockLengthMin;

    SampleInput(final int templateId, final int blockLengthMin)
    {
        this.templateId = templateId;
        this.blockLengthMin = blockLengthMin;
    }

    boolean isIn(final DirectBuffer payload, final int offset, final int length)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + blockLengthMin)
        {
            return false;
        }
        header.wrap(payload, offset);
        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID && header.templateId() == templateId &&
            header.blockLength() >= blockLengthMin &&
            header.blockLength() <= length - MessageHeaderDecoder.ENCODED_LENGTH;
    }

    /** Where the message's fixed block begins, after {@link #isIn} has said yes. */
    int bodyOffset()
    {
        return header.offset() + MessageHeaderDecoder.ENCODED_LENGTH;
    }

    int blockLength()
    {
        return header.blockLength();
    }

    int version()
    {
        return header.version();
    }
}
