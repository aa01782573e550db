package io.muster.master.engine.log;

import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * A running hash over words and bytes, in order. Sixteen bytes a step: multiply to 128 bits, fold to 64.
 * <p>
 * Every bit of what was before and of what is added has a say in many bits of what comes out, so that two differences
 * do not undo each other but by chance. It finds accidents, not attacks: replicas trust each other.
 */
public final class Digest
{
    private static final long START = 0x6D75_7374_6572_2D31L;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    /** The header's last two bytes. */
    private static final long VERSION = 0xFFFFL << Byte.SIZE * MessageHeaderDecoder.versionEncodingOffset();

    private final UnsafeBuffer small = new UnsafeBuffer(new byte[2 * Long.BYTES]);
    private long value = START;

    /** Add one word. */
    public void add(final long word)
    {
        value = step(value, word);
    }

    /** Add bytes, and how many they are. */
    public void add(final DirectBuffer buffer, final int offset, final int length)
    {
        add(buffer, offset, length, -1L);
    }

    /**
     * Add a message without its schema's version: the build says which that is, and not the log, so that replicas of
     * two builds agree on what they say while it is the same.
     */
    public void addMessage(final DirectBuffer message, final int offset, final int length)
    {
        if (length >= 2 * Long.BYTES)
        {
            add(message, offset, length, ~VERSION);
        }
        else
        {
            small.putBytes(0, message, offset, length);
            small.putShort(MessageHeaderDecoder.versionEncodingOffset(), (short)0, LITTLE_ENDIAN);
            add(small, 0, length, -1L);
        }
    }

    private void add(final DirectBuffer buffer, final int offset, final int length, final long firstMask)
    {
        final int end = offset + length;
        long hash = step(value, length);
        int index = offset;
        if (index <= end - 2 * Long.BYTES)
        {
            hash = fold(
                hash ^ buffer.getLong(index, LITTLE_ENDIAN) & firstMask,
                FACTOR ^ buffer.getLong(index + Long.BYTES, LITTLE_ENDIAN));
            index += 2 * Long.BYTES;
        }
        for (; index <= end - 2 * Long.BYTES; index += 2 * Long.BYTES)
        {
            hash = fold(
                hash ^ buffer.getLong(index, LITTLE_ENDIAN),
                FACTOR ^ buffer.getLong(index + Long.BYTES, LITTLE_ENDIAN));
        }
        if (index <= end - Long.BYTES)
        {
            hash = step(hash, buffer.getLong(index, LITTLE_ENDIAN));
            index += Long.BYTES;
        }
        if (index < end)
        {
            hash = step(hash, lastWord(buffer, offset, index, end));
        }
        value = hash;
    }

    /** Up to seven bytes are left. Reading some twice is quicker than reading each alone. */
    private static long lastWord(final DirectBuffer buffer, final int offset, final int index, final int end)
    {
        if (end - offset >= Long.BYTES)
        {
            return buffer.getLong(end - Long.BYTES, LITTLE_ENDIAN);
        }
        long word = 0;
        for (int i = index; i < end; i++)
        {
            word = word << Byte.SIZE | buffer.getByte(i) & 0xFF;
        }
        return word;
    }

    /** Of everything added so far. */
    public long value()
    {
        return value;
    }

    /** Go on from a value that another digest had. */
    public void restore(final long snapshotValue)
    {
        value = snapshotValue;
    }

    private static long step(final long hash, final long word)
    {
        return fold(hash ^ word, FACTOR);
    }

    private static long fold(final long one, final long other)
    {
        return Math.multiplyHigh(one, other) ^ one * other;
    }
}
