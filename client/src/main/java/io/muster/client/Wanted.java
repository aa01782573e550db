package io.muster.client;

import io.muster.codecs.ConditionTest;
import io.muster.codecs.FindEncoder;
import io.muster.codecs.Keyword;

import java.util.ArrayList;
import java.util.List;

/**
 * What instances have to be for {@link Player#find} to find them: conditions on the attributes and tags that their game
 * declares, all to be met. Never changes; each method gives a new one.
 */
public final class Wanted
{
    /** No conditions. */
    public static final Wanted ANYTHING = new Wanted(List.of());

    /** Most conditions. */
    public static final int CONDITIONS_MAX = 6;

    private record Condition(long field, ConditionTest test, long low, long high)
    {
    }

    private final List<Condition> conditions;

    private Wanted(final List<Condition> conditions)
    {
        this.conditions = conditions;
    }

    /** And the attribute is this word. */
    public Wanted word(final String attribute, final String word)
    {
        return with(new Condition(Keyword.of(attribute), ConditionTest.EQUAL, Keyword.of(word), 0));
    }

    /** And the attribute is a number from low to high, both included. */
    public Wanted number(final String attribute, final long low, final long high)
    {
        return with(new Condition(Keyword.of(attribute), ConditionTest.RANGE, low, high));
    }

    /** And the instance has the tag. */
    public Wanted tag(final String tag)
    {
        return with(new Condition(Keyword.of(tag), ConditionTest.TAGGED, 0, 0));
    }

    int bytes()
    {
        return FindEncoder.ConditionsEncoder.HEADER_SIZE +
            conditions.size() * FindEncoder.ConditionsEncoder.sbeBlockLength();
    }

    void encode(final FindEncoder message)
    {
        final FindEncoder.ConditionsEncoder group = message.conditionsCount(conditions.size());
        for (int i = 0; i < conditions.size(); i++)
        {
            final Condition condition = conditions.get(i);
            group.next().field(condition.field).low(condition.low).high(condition.high).test(condition.test);
        }
    }

    private Wanted with(final Condition condition)
    {
        if (conditions.size() == CONDITIONS_MAX)
        {
            throw new IllegalArgumentException("a search has at most " + CONDITIONS_MAX + " conditions");
        }
        final List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Wanted(List.copyOf(all));
    }
}
