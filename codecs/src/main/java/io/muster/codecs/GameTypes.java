package io.muster.codecs;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 16 characters of a game type as two longs, so that they are kept and compared without an object.
 */
public final class GameTypes
{
    /** Characters of a game type, in bytes. */
    public static final int LENGTH = 16;

    private GameTypes()
    {
    }

    /** First half of the game type at an index, to be used with {@link #tail}. */
    public static long head(final DirectBuffer buffer, final int index)
    {
        return buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
    }

    /** Second half of the game type at an index. */
    public static long tail(final DirectBuffer buffer, final int index)
    {
        return buffer.getLong(index + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    /** Write a game type that was read as {@link #head} and {@link #tail}. */
    public static void put(final MutableDirectBuffer buffer, final int index, final long head, final long tail)
    {
        buffer.putLong(index, head, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(index + Long.BYTES, tail, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The bytes of a game type's name, padded with zeros.
     *
     * @throws IllegalArgumentException unless the name is 1 to 16 of {@code a-z 0-9 -}.
     */
    public static byte[] bytesOf(final String name)
    {
        if (!name.matches("[a-z0-9-]{1,16}"))
        {
            throw new IllegalArgumentException("a game type is 1 to 16 of a-z 0-9 -, not '" + name + "'");
        }
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), LENGTH);
    }
}
