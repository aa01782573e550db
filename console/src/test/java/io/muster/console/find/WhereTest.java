package io.muster.console.find;

import io.muster.codecs.ConditionTest;
import io.muster.codecs.Keyword;
import io.muster.console.find.Where.Condition;
import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WhereTest
{
    @Test
    void shouldReadEveryKindOfCondition()
    {
        final Where where = new Where("type=arena state=running free>0 map=dust rating=-10..20 tag=ranked id=7");

        assertEquals("arena", where.gameType);
        assertEquals(List.of(
            equal("state", Keyword.of("running")),
            range("seats-free", 1, Long.MAX_VALUE),
            equal("map", Keyword.of("dust")),
            range("rating", -10, 20),
            new Condition(Keyword.of("ranked"), ConditionTest.TAGGED, 0, 0),
            equal("id", 7)), where.conditions);
    }

    @Test
    void shouldReadBounds()
    {
        assertEquals(List.of(
            range("id", Long.MIN_VALUE, 4),
            range("id", Long.MIN_VALUE, 5),
            range("id", 6, Long.MAX_VALUE),
            range("id", 5, Long.MAX_VALUE)), new Where("id<5 id<=5 id>5 id>=5").conditions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name='Ann B'", "name=\"Ann B\" "})
    void shouldReadANameWithBlanks(final String terms)
    {
        final Where where = new Where(terms);

        assertEquals("Ann B", where.text);
        assertEquals(List.of(new Condition(Keyword.of("name"), ConditionTest.TEXT, 0, 0)), where.conditions);
    }

    @Test
    void shouldReadDigitsInQuotesAsAWord()
    {
        assertEquals(List.of(equal("map", Keyword.of("10"))), new Where("map='10'").conditions);
        assertEquals("42", new Where("name=42").text);
    }

    @Test
    void shouldReadNothing()
    {
        assertTrue(new Where("  ").conditions.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "free", "free>", "free>some", "state=Running", "tag>ranked", "tag=Ranked", "type>arena", "Id=7", "=7",
        "id=7 and free>0", "rating=5..", "name=ann name=bob", "id=99999999999999999999"})
    void shouldSayWhichTermItDoesNotUnderstand(final String terms)
    {
        final ConsoleException refused = assertThrows(ConsoleException.class, () -> new Where(terms));

        assertEquals(ConsoleError.OPTION_REFUSED, refused.error());
        assertTrue(refused.getMessage().contains("is not understood; write field=word"), refused.getMessage());
    }

    private static Condition equal(final String field, final long value)
    {
        return new Condition(Keyword.of(field), ConditionTest.EQUAL, value, 0);
    }

    private static Condition range(final String field, final long low, final long high)
    {
        return new Condition(Keyword.of(field), ConditionTest.RANGE, low, high);
    }
}
