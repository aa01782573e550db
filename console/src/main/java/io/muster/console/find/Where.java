package io.muster.console.find;

import io.muster.codecs.ConditionTest;
import io.muster.codecs.GameTypes;
import io.muster.codecs.Keyword;
import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the person at the keyboard asks for, such as {@code type=arena seats-free>0 map=dust rating=10..20 tag=ranked}.
 * <p>
 * A value of digits is a number, unless it is in quotes; anything else is a word. A name may be any text.
 */
final class Where
{
    /** One thing that is asked of a record. */
    record Condition(long field, ConditionTest test, long low, long high)
    {
    }

    /** Shorter names for what is asked for most. */
    private static final Map<String, String> ALIASES = Map.of(
        "free", "seats-free", "seats", "seats-max", "away", "detached-ms", "created", "created-ms");

    private static final Pattern TERM = Pattern.compile("([^\\s=<>]+)(<=|>=|=|<|>)('[^']*'|\"[^\"]*\"|\\S+)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");

    final List<Condition> conditions = new ArrayList<>();
    String gameType = "";
    String text = "";

    /** @throws ConsoleException OPTION_REFUSED, with the term that is not understood. */
    Where(final String terms)
    {
        final Matcher matcher = TERM.matcher(terms);
        int end = 0;
        while (matcher.find())
        {
            refuseUnless(terms.substring(end, matcher.start()).isBlank(), terms.substring(end, matcher.start()).trim());
            end = matcher.end();
            add(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group());
        }
        refuseUnless(terms.substring(end).isBlank(), terms.substring(end).trim());
    }

    /** The name of a field as messages have it. */
    static long field(final String name)
    {
        final String full = ALIASES.getOrDefault(name, name);
        refuseUnless(Keyword.isKeyword(full), name);
        return Keyword.of(full);
    }

    private void add(final String name, final String operator, final String value, final String term)
    {
        final boolean isEqual = operator.equals("=");
        if (name.equals("type") && isEqual)
        {
            refuseUnless(value.matches("[a-z0-9-]{1," + GameTypes.LENGTH + "}"), term);
            gameType = value;
        }
        else if (name.equals("tag") && isEqual)
        {
            refuseUnless(Keyword.isKeyword(value), term);
            conditions.add(new Condition(Keyword.of(value), ConditionTest.TAGGED, 0, 0));
        }
        else if (isEqual && name.equals("name"))
        {
            refuseUnless(text.isEmpty(), term);
            text = unquoted(value);
            conditions.add(new Condition(field(name), ConditionTest.TEXT, 0, 0));
        }
        else if (isEqual && !NUMBER.matcher(value).matches())
        {
            addWordOrRange(name, value, term);
        }
        else
        {
            refuseUnless(NUMBER.matcher(value).matches(), term);
            addNumber(field(name), operator, Long.parseLong(value));
        }
    }

    private void addWordOrRange(final String name, final String value, final String term)
    {
        final Matcher range = RANGE.matcher(value);
        if (range.matches())
        {
            conditions.add(new Condition(field(name), ConditionTest.RANGE,
                Long.parseLong(range.group(1)), Long.parseLong(range.group(2))));
        }
        else
        {
            refuseUnless(Keyword.isKeyword(unquoted(value)) && !value.contains(".."), term);
            conditions.add(new Condition(field(name), ConditionTest.EQUAL, Keyword.of(unquoted(value)), 0));
        }
    }

    private static String unquoted(final String value)
    {
        final boolean isQuoted = value.length() > 1 && (value.charAt(0) == '\'' || value.charAt(0) == '"');
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    private void addNumber(final long field, final String operator, final long number)
    {
        conditions.add(switch (operator)
        {
            case "=" -> new Condition(field, ConditionTest.EQUAL, number, 0);
            case "<" -> new Condition(field, ConditionTest.RANGE, Long.MIN_VALUE, number - 1);
            case "<=" -> new Condition(field, ConditionTest.RANGE, Long.MIN_VALUE, number);
            case ">" -> new Condition(field, ConditionTest.RANGE, number + 1, Long.MAX_VALUE);
            default -> new Condition(field, ConditionTest.RANGE, number, Long.MAX_VALUE);
        });
    }

    private static void refuseUnless(final boolean holds, final String term)
    {
        if (!holds)
        {
            throw new ConsoleException(ConsoleError.OPTION_REFUSED,
                "'" + term + "' is not understood; write field=word, field=10..20, field>0, name=Ann or tag=word");
        }
    }
}
