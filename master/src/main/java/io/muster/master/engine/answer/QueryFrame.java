package io.muster.master.engine.answer;

import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Whether bytes are one whole {@code FindRecords}. Looks at lengths only. */
public final class QueryFrame
{
    private QueryFrame()
    {
    }

    /**
     * Are the block, the conditions and the text within these bytes? A block longer than ours is from a newer schema,
     * and is let pass.
     */
    public static boolean isWhole(final DirectBuffer buffer, final int offset, final int length)
    {
        final int end = offset + length;
        final int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (block > end)
        {
            return false;
        }
        final int blockLength = uint16(buffer, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
        final int group = block + blockLength;
        final int entries = group + FindRecordsDecoder.ConditionsDecoder.HEADER_SIZE;
        if (blockLength < FindRecordsDecoder.BLOCK_LENGTH || entries > end)
        {
            return false;
        }
        final int entryLength = uint16(buffer, group);
        final long text = entries + (long)entryLength * uint16(buffer, group + Short.BYTES);
        return entryLength >= FindRecordsDecoder.ConditionsDecoder.sbeBlockLength() &&
            text + FindRecordsDecoder.textHeaderLength() <= end &&
            text + FindRecordsDecoder.textHeaderLength() + uint16(buffer, (int)text) <= end;
    }

    private static int uint16(final DirectBuffer buffer, final int index)
    {
        return buffer.getShort(index, LITTLE_ENDIAN) & 0xFFFF;
    }
}
