package io.muster.session.player;

import io.muster.codecs.RefusalCode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Which names a guest may have: 1 to 32 bytes of well-formed UTF-8 with at least one character that is not blank, and
 * none that controls a terminal or ends a line. Owned by the session agent's thread.
 */
public final class Names
{
    /** Bytes of a name. */
    public static final int NAME_BYTES_MAX = 32;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(NAME_BYTES_MAX);
    private final CharBuffer characters = CharBuffer.allocate(NAME_BYTES_MAX);

    /** NONE when the name may be had. */
    public RefusalCode check(final byte[] name, final int length)
    {
        if (length == 0)
        {
            return RefusalCode.NAME_EMPTY;
        }
        if (length > NAME_BYTES_MAX)
        {
            return RefusalCode.NAME_TOO_LONG;
        }
        bytes.clear();
        bytes.put(name, 0, length).flip();
        characters.clear();
        final CoderResult result = decoder.reset().decode(bytes, characters, true);
        characters.flip();
        return result.isError() ? RefusalCode.NAME_MALFORMED : checkCharacters();
    }

    private RefusalCode checkCharacters()
    {
        boolean isBlank = true;
        int index = 0;
        while (index < characters.length())
        {
            final int codePoint = Character.codePointAt(characters, index);
            if (isForbidden(codePoint))
            {
                return RefusalCode.NAME_MALFORMED;
            }
            isBlank &= Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
            index += Character.charCount(codePoint);
        }
        return isBlank ? RefusalCode.NAME_EMPTY : RefusalCode.NONE;
    }

    private static boolean isForbidden(final int codePoint)
    {
        return switch (Character.getType(codePoint))
        {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
