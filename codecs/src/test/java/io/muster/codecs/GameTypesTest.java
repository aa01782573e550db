package io.muster.codecs;

import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class GameTypesTest
{
    @Test
    void shouldCarryAGameTypeAsTwoLongs()
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final CreateEncoder create = new CreateEncoder().wrap(buffer, 0).gameType("connect-four");
        final int index = create.offset() + CreateEncoder.gameTypeEncodingOffset();
        final long head = GameTypes.head(buffer, index);
        final long tail = GameTypes.tail(buffer, index);

        GameTypes.put(buffer, 64, head, tail);

        final byte[] copy = new byte[GameTypes.LENGTH];
        buffer.getBytes(64, copy);
        assertEquals("connect-four", new String(copy).trim());
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "connect-four", "arena", "sixteen-letters-" })
    void shouldPadANameWithZeros(final String name)
    {
        final byte[] bytes = GameTypes.bytesOf(name);

        assertEquals(GameTypes.LENGTH, bytes.length);
        assertEquals(name, new String(bytes).replace("\0", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Arena", "seventeen-letters", "two words", "schön" })
    void shouldNotTakeANameThatDoesNotFit(final String name)
    {
        assertThrows(IllegalArgumentException.class, () -> GameTypes.bytesOf(name));
    }
}
