package io.muster.master.engine.directory;

import io.muster.codecs.RefusalCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PlayerNameTest
{
    @Test
    void shouldLetEveryScriptIn()
    {
        for (final String name : new String[]{ "a", "Ann Lee", "Łukasz", "Ωmega", "プレイヤー", "🎲🎲", "x".repeat(32) })
        {
            assertEquals(RefusalCode.NONE, refusalOf(name.getBytes(StandardCharsets.UTF_8)), name);
        }
    }

    @Test
    void shouldRefuseControlCharacters()
    {
        for (final String name : new String[]{ "\0", "a\tb", "\u001F", "\u007F", "\u0080", "\u009F" })
        {
            assertEquals(RefusalCode.NAME_MALFORMED, refusalOf(name.getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals(RefusalCode.NONE, refusalOf("\u00A1".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldRefuseNoBytesAndMoreThanTheLimit()
    {
        assertEquals(RefusalCode.NAME_EMPTY, refusalOf(new byte[0]));
        assertEquals(RefusalCode.NAME_TOO_LONG, refusalOf(new byte[33]));
        assertEquals(RefusalCode.NAME_TOO_LONG, refusalOf("é".repeat(17).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldAgreeWithTheJdkAboutWhatIsWellFormed()
    {
        final Random random = new Random(4);
        for (int i = 0; i < 300_000; i++)
        {
            final byte[] name = new byte[1 + random.nextInt(4)];
            for (int j = 0; j < name.length; j++)
            {
                name[j] = (byte)(random.nextBoolean() ? 0x80 + random.nextInt(0x80) : 0xC0 + random.nextInt(0x40));
            }
            assertEquals(isText(name), refusalOf(name) == RefusalCode.NONE, () -> new String(name) + " " + name.length);
        }
    }

    private static boolean isText(final byte[] name)
    {
        try
        {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).codePoints()
                .noneMatch(Character::isISOControl);
        }
        catch (final CharacterCodingException ex)
        {
            return false;
        }
    }

    private static RefusalCode refusalOf(final byte[] name)
    {
        return PlayerName.refusalOf(new UnsafeBuffer(name));
    }
}
