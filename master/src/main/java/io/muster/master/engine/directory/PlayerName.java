package io.muster.master.engine.directory;

import io.muster.codecs.RefusalCode;
import org.agrona.DirectBuffer;

/** What may be a player's name: 1 to 32 bytes of well-formed UTF-8 without control characters. */
public final class PlayerName
{
    /** Longest name, in bytes. */
    public static final int BYTES_MAX = 32;

    private static final int SURROGATE_FIRST = 0xD800;
    private static final int SURROGATE_LAST = 0xDFFF;
    private static final int CHARACTER_LAST = 0x10FFFF;

    private PlayerName()
    {
    }

    /** Why these bytes, all of the buffer, are no name, or NONE. */
    public static RefusalCode refusalOf(final DirectBuffer name)
    {
        if (name.capacity() == 0)
        {
            return RefusalCode.NAME_EMPTY;
        }
        if (name.capacity() > BYTES_MAX)
        {
            return RefusalCode.NAME_TOO_LONG;
        }
        return isText(name) ? RefusalCode.NONE : RefusalCode.NAME_MALFORMED;
    }

    private static boolean isText(final DirectBuffer name)
    {
        int index = 0;
        while (index < name.capacity())
        {
            final int lead = name.getByte(index) & 0xFF;
            final int bytes = bytesOf(lead);
            if (bytes == 0 || index + bytes > name.capacity())
            {
                return false;
            }
            if (!isPrintable(characterAt(name, index, bytes), bytes))
            {
                return false;
            }
            index += bytes;
        }
        return true;
    }

    /** How many bytes a character has that begins so, or 0 when none does. */
    private static int bytesOf(final int lead)
    {
        if (lead < 0x80)
        {
            return 1;
        }
        if (lead < 0xC0 || lead > 0xF7)
        {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** The character, or -1 when a byte after the first is not one that continues. */
    private static int characterAt(final DirectBuffer name, final int index, final int bytes)
    {
        final int lead = name.getByte(index) & 0xFF;
        int character = bytes == 1 ? lead : lead & 0x7F >>> bytes;
        for (int i = 1; i < bytes; i++)
        {
            final int next = name.getByte(index + i) & 0xFF;
            if ((next & 0xC0) != 0x80)
            {
                return -1;
            }
            character = character << 6 | next & 0x3F;
        }
        return character;
    }

    private static boolean isPrintable(final int character, final int bytes)
    {
        final boolean isControl = character < 0x20 || character >= 0x7F && character < 0xA0;
        final boolean isSurrogate = character >= SURROGATE_FIRST && character <= SURROGATE_LAST;
        return !isControl && !isSurrogate && character <= CHARACTER_LAST && bytes == bytesFor(character);
    }

    /** The one length in which a character may be written. */
    private static int bytesFor(final int character)
    {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
