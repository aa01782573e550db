package io.muster.codecs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeywordTest
{
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBeReadAsItWasWrittenAndNeverMeanTwoWords(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final Map<Long, String> words = new HashMap<>();
        for (int i = 0; i < 20_000; i++)
        {
            final String word = word(random);
            final long number = Keyword.of(word);

            assertTrue(Keyword.isKeyword(number), word);
            assertEquals(word, Keyword.text(number), "seed " + seed);
            final String earlier = words.put(number, word);
            assertTrue(earlier == null || earlier.equals(word), () -> word + " and " + earlier + ", seed " + seed);
        }
    }

    /** A number from the wire is a word, or it is refused: no two numbers read as one word. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRefuseEveryNumberThatIsNoWord(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            final long number = random.nextLong() >>> random.nextInt(Long.SIZE);
            if (Keyword.isKeyword(number))
            {
                assertEquals(number, Keyword.of(Keyword.text(number)), "seed " + seed);
            }
            else if (number != Keyword.NONE)
            {
                assertThrows(IllegalArgumentException.class, () -> Keyword.text(number), "seed " + seed);
                refused++;
            }
        }
        assertTrue(refused > 1_000, "numbers that are no word were among them: " + refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Dust", "thirteenchars", "two words", "schön", "a\0", "/"})
    void shouldRefuseATextThatIsNoWord(final String text)
    {
        assertFalse(Keyword.isKeyword(text));
        assertThrows(IllegalArgumentException.class, () -> Keyword.of(text));
    }

    @Test
    void shouldHoldTheGreatestWord()
    {
        final long greatest = Keyword.of("zzzzzzzzzzzz");

        assertEquals("zzzzzzzzzzzz", Keyword.text(greatest));
        assertFalse(Keyword.isKeyword(greatest + 1), "thirteen digits");
        assertFalse(Keyword.isKeyword(-1));
    }

    @Test
    void shouldReadNoneAsTheEmptyText()
    {
        assertEquals("", Keyword.text(Keyword.NONE));
        assertFalse(Keyword.isKeyword(Keyword.NONE));
    }

    private static String word(final SplittableRandom random)
    {
        return random.ints(1 + random.nextInt(Keyword.LENGTH_MAX), 0, CHARACTERS.length())
            .mapToObj((i) -> CHARACTERS.substring(i, i + 1))
            .reduce("", String::concat);
    }
}
