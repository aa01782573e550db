package io.muster.master.engine.slab;

import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Text as the words that a record keeps: eight bytes each, the last padded with zeros. */
public final class TextKey
{
    private TextKey()
    {
    }

    /**
     * A word of a text.
     *
     * @param remaining bytes of the text from the index on; none or fewer give 0.
     */
    public static long word(final DirectBuffer text, final int index, final int remaining)
    {
        if (remaining >= Long.BYTES)
        {
            return text.getLong(index, LITTLE_ENDIAN);
        }
        long word = 0;
        for (int i = remaining - 1; i >= 0; i--)
        {
            word = word << 8 | text.getByte(index + i) & 0xFF;
        }
        return word;
    }
}
