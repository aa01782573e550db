package io.muster.session.player;

import io.muster.codecs.RefusalCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import static org.junit.jupiter.api.Assertions.assertEquals;

class NamesTest
{
    private final Names names = new Names();

    @ParameterizedTest
    @ValueSource(strings = {
        "a", "ada lovelace", "Zoë", "山田太郎", "\uD83D\uDC69\u200D\uD83D\uDE80", "12345678901234567890123456789012" })
    void shouldTakeNamesOfPeople(final String name)
    {
        assertEquals(RefusalCode.NONE, check(name));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\u00A0\u3000" })
    void shouldRefuseNamesWithNothingToSee(final String name)
    {
        assertEquals(RefusalCode.NAME_EMPTY, check(name));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\u0000b", "a\nb", "\u001B[2J", "a\u007F", "a\u0085b", "a\u2028b", "a\u2029b" })
    void shouldRefuseNamesThatControlATerminalOrEndALine(final String name)
    {
        assertEquals(RefusalCode.NAME_MALFORMED, check(name));
    }

    /** Cut off, overlong, a lone surrogate, beyond Unicode, not UTF-8 at all. */
    @ParameterizedTest
    @ValueSource(strings = { "C3", "61C3", "E282", "C080", "C1BF", "E08080", "EDA080", "F4908080", "FF", "80" })
    void shouldRefuseMalformedUtf8(final String hex)
    {
        final byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(RefusalCode.NAME_MALFORMED, names.check(bytes, bytes.length));
    }

    @Test
    void shouldRefuseNamesThatAreTooLong()
    {
        assertEquals(RefusalCode.NAME_TOO_LONG, check("x".repeat(33)));
        assertEquals(RefusalCode.NAME_TOO_LONG, check("é".repeat(17)));
    }

    private RefusalCode check(final String name)
    {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return names.check(bytes, bytes.length);
    }
}
