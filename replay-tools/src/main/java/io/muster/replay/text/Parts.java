package io.muster.replay.text;

import io.muster.codecs.GroupSizeEncodingDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * The whole messages that a batch carries in its group, one after another: {@link #next} before each of them. The bytes
 * may be anything; none behind the batch is looked at.
 */
public final class Parts
{
    private DirectBuffer buffer;
    private int at;
    private int end;
    private int blockLength;
    private int count;
    private int index;
    private int length;

    /** There are none. */
    void clear()
    {
        index = -1;
        count = 0;
        length = 0;
    }

    /** @return false when there is no group. */
    boolean wrap(final DirectBuffer newBuffer, final int group, final int newEnd)
    {
        buffer = newBuffer;
        end = newEnd;
        at = group + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (at > end)
        {
            return false;
        }
        blockLength = unsignedShort(group + GroupSizeEncodingDecoder.blockLengthEncodingOffset());
        count = unsignedShort(group + GroupSizeEncodingDecoder.numInGroupEncodingOffset());
        return true;
    }

    private int unsignedShort(final int place)
    {
        return buffer.getShort(place, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** @return false when there is none left that is whole. */
    public boolean next()
    {
        final int data = at + length + blockLength;
        if (isWhole() || data + Short.BYTES > end)
        {
            return false;
        }
        final int bytes = unsignedShort(data);
        if (data + Short.BYTES + bytes > end || bytes < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        index++;
        at = data + Short.BYTES;
        length = bytes;
        return true;
    }

    /** How many the batch says that there are. */
    public int count()
    {
        return count;
    }

    /** As many were gone to as the batch says that there are. */
    public boolean isWhole()
    {
        return index + 1 >= count;
    }

    /** Of the one that was gone to, from 0. */
    public int index()
    {
        return index;
    }

    /** Where it begins, header first. */
    public int offset()
    {
        return at;
    }

    /** Of it, in bytes. */
    public int length()
    {
        return length;
    }
}
