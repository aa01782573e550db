package io.muster.master.engine.query;

import io.muster.master.engine.index.BitsIndex;
import io.muster.master.engine.index.GroupIndex;
import io.muster.master.engine.index.Index;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.Pair;
import io.muster.master.engine.index.SortedIndex;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.index.UniqueIndex;
import io.muster.master.engine.index.UniqueTextIndex;
import io.muster.master.engine.slab.Field;

import java.util.stream.Collectors;

/**
 * How a query is answered: which index leads to the records, which condition that shows, and how many records it is
 * likely to look at. The cheapest way is taken.
 */
public final class Plan
{
    private final Table table;
    private Way way;
    private Index index;
    private int shown;
    private int tag;
    private Field ordered;
    private SortedIndex order;
    /** Whose values the order lies within, or null; a condition that says so, and the values in one. */
    private Indexed within;
    private int withinAt;
    private long withinValue;
    private long low;
    private long high;
    private long looks;

    /** A plan for questions to one table; made once, made up anew for each question. */
    public Plan(final Table table)
    {
        this.table = table;
    }

    /** How the records are come by. */
    public Way way()
    {
        return way;
    }

    /** Records that will be looked at, as far as the indexes tell. */
    public long looks()
    {
        return looks;
    }

    Index index()
    {
        return index;
    }

    /** The condition that need not be looked at any more, or -1: a tag may be one of several that are asked for. */
    int shown()
    {
        return way == Way.TAG ? -1 : shown;
    }

    int tag()
    {
        return tag;
    }

    /** Where a value of the order's field lies in the index that is walked. */
    long keyOf(final long value)
    {
        return within == null ? value : Pair.of(withinValue, value);
    }

    /** The value of the order's field at a place in the index that is walked. */
    long valueOf(final long key)
    {
        return within == null ? key : Pair.second(key);
    }

    /** Where a walk in order begins. */
    long low()
    {
        return low;
    }

    /** Where a walk in order ends, included. */
    long high()
    {
        return high;
    }

    /** The plan in a line, for people. */
    public String explain(final Query query)
    {
        final StringBuilder text = new StringBuilder(table.name()).append(": ").append(way.words());
        if (shown >= 0 && way != Way.IN_ORDER)
        {
            text.append(' ').append(query.condition(shown).field.name());
        }
        else if (way == Way.IN_ORDER)
        {
            text.append(' ').append(query.order().name());
        }
        if (within != null)
        {
            text.append(" within ").append(
                within.within().stream().map(Field::name).collect(Collectors.joining(" and ")));
        }
        return text.append(", about ").append(looks).append(" of ").append(table.slab().count())
            .append(" records looked at").toString();
    }

    /** Choose the way for a query. */
    Plan make(final Query query)
    {
        way = Way.ALL;
        index = null;
        shown = -1;
        within = null;
        looks = table.slab().count();
        order = orderOf(query);
        for (int i = 0; i < query.size(); i++)
        {
            if (!isWalkedIn(query.condition(i)))
            {
                consider(query.condition(i), i);
            }
        }
        considerOrder(query);
        considerSlots(query);
        return this;
    }

    /** The index to walk along in the order that is asked for, best within the one value of other fields. */
    private SortedIndex orderOf(final Query query)
    {
        ordered = query.order();
        if (ordered == null)
        {
            return null;
        }
        for (int i = 0; i < table.definitions().size(); i++)
        {
            final Indexed definition = table.definitions().get(i);
            if (definition.kind() == Indexed.Kind.SORTED_WITHIN &&
                definition.field().equals(ordered) && isWithinKnown(definition, query))
            {
                within = definition;
                return (SortedIndex)table.index(i);
            }
        }
        final SortedIndex all = (SortedIndex)table.index(Indexed.Kind.SORTED, ordered);
        return all != null ? all : orderOfSome(query);
    }

    /** The index that leaves 0 out serves where a condition does, too. */
    private SortedIndex orderOfSome(final Query query)
    {
        final SortedIndex some = (SortedIndex)table.index(Indexed.Kind.SORTED_SOME, ordered);
        final int bound = conditionOn(query, ordered);
        return some != null && bound >= 0 && some.covers(query.condition(bound).low, query.condition(bound).high) ?
            some : null;
    }

    /** Do conditions name one value of each field that the order is within? */
    private boolean isWithinKnown(final Indexed definition, final Query query)
    {
        int bits = 0;
        for (int i = 0; i < definition.within().size(); i++)
        {
            final Field part = definition.within().get(i);
            final int at = conditionOn(query, part);
            if (at < 0 || !isOneOf(part, query.condition(at)))
            {
                return false;
            }
            withinAt = at;
            bits |= definition.withinBits(part, query.condition(at).low);
        }
        withinValue = bits;
        return true;
    }

    /** One value, and one that the field can have. */
    private static boolean isOneOf(final Field field, final Query.Condition condition)
    {
        final int spare = Long.SIZE - field.bytes() * Byte.SIZE;
        return condition.low == condition.high && condition.low << spare >> spare == condition.low;
    }

    /** What bounds the walk in order needs no other index: the walk sees the same records, and may stop. */
    private boolean isWalkedIn(final Query.Condition condition)
    {
        return order != null && condition.test == Query.Condition.Test.BETWEEN &&
            (condition.field.equals(ordered) || within != null && within.within().contains(condition.field)) &&
            table.index(Indexed.Kind.UNIQUE, condition.field) == null;
    }

    private void consider(final Query.Condition condition, final int at)
    {
        switch (condition.test)
        {
            case TEXT -> take(Way.UNIQUE_TEXT, table.index(Indexed.Kind.UNIQUE_TEXT, condition.field), at, 1);
            case TAGGED -> considerTags(condition, at);
            default -> considerNumber(condition, at);
        }
    }

    private void considerNumber(final Query.Condition condition, final int at)
    {
        if (condition.low == condition.high && condition.low != 0)
        {
            take(Way.UNIQUE, table.index(Indexed.Kind.UNIQUE, condition.field), at, 1);
            if (table.index(Indexed.Kind.GROUP, condition.field) instanceof GroupIndex group)
            {
                take(Way.GROUP, group, at, group.count(condition.low));
            }
        }
        considerRange((SortedIndex)table.index(Indexed.Kind.SORTED, condition.field), condition, at);
        considerRange((SortedIndex)table.index(Indexed.Kind.SORTED_SOME, condition.field), condition, at);
    }

    private void considerRange(final SortedIndex sorted, final Query.Condition condition, final int at)
    {
        if (sorted != null && sorted.covers(condition.low, condition.high))
        {
            if (take(Way.RANGE, sorted, at, sorted.count(condition.low, condition.high)))
            {
                low = condition.low;
                high = condition.high;
            }
        }
    }

    private void considerTags(final Query.Condition condition, final int at)
    {
        if (table.index(Indexed.Kind.BITS, condition.field) instanceof BitsIndex bits)
        {
            for (long rest = condition.low; rest != 0; rest &= rest - 1)
            {
                final int candidate = Long.numberOfTrailingZeros(rest);
                if (take(Way.TAG, bits, at, bits.count(candidate)))
                {
                    tag = candidate;
                }
            }
        }
    }

    /**
     * Walking in the order that is asked for may stop at the limit. If the best condition is met by one record in n,
     * about n records are looked at for each that is found. Conditions on what the order is of, and within, bound it.
     */
    private void considerOrder(final Query query)
    {
        if (order == null)
        {
            within = null;
            return;
        }
        final int bound = conditionOn(query, ordered);
        final long from = keyOf(bound < 0 ? Long.MIN_VALUE : query.condition(bound).low);
        final long to = keyOf(bound < 0 ? Long.MAX_VALUE : query.condition(bound).high);
        final long perFound = looks == 0 ? 1 : Math.max(1, order.count() / looks);
        final long cost = way == Way.ALL ? Math.min(looks, query.limit()) :
            Math.min(order.count(from, to), perFound * query.limit());
        if (take(Way.IN_ORDER, order, within == null ? bound : withinAt, cost))
        {
            low = from;
            high = to;
        }
        else
        {
            within = null;
        }
    }

    /**
     * Without an order, walking by slot may stop at the limit as well: of a group that is half of all records, the
     * first twenty are found among about forty.
     */
    private void considerSlots(final Query query)
    {
        if (query.order() == null && way != Way.ALL && looks > 0)
        {
            final long cost = Math.max(1, table.slab().count() / looks) * query.limit();
            if (cost < looks)
            {
                way = Way.ALL;
                index = null;
                shown = -1;
                looks = cost;
            }
        }
    }

    private static int conditionOn(final Query query, final Field field)
    {
        for (int i = 0; i < query.size(); i++)
        {
            final Query.Condition condition = query.condition(i);
            if (condition.test == Query.Condition.Test.BETWEEN && condition.field.equals(field))
            {
                return i;
            }
        }
        return -1;
    }

    private boolean take(final Way candidate, final Index by, final int condition, final long cost)
    {
        if (by == null || cost >= looks && way != Way.ALL && candidate != Way.IN_ORDER || cost > looks)
        {
            return false;
        }
        way = candidate;
        index = by;
        shown = condition;
        looks = cost;
        return true;
    }

    /** How the records are come by. */
    public enum Way
    {
        /** One record at most. */
        UNIQUE("by the unique"),
        /** One record at most. */
        UNIQUE_TEXT("by the unique text"),
        /** The members of a group. */
        GROUP("the group of"),
        /** The records with a tag. */
        TAG("the tagged by"),
        /** A stretch of an order, which is not the one asked for. */
        RANGE("the range of"),
        /** The order that is asked for, until the limit is reached. */
        IN_ORDER("in the order of"),
        /** Every record. */
        ALL("all, by slot");

        private final String words;

        Way(final String words)
        {
            this.words = words;
        }

        String words()
        {
            return words;
        }
    }

    UniqueIndex unique()
    {
        return (UniqueIndex)index;
    }

    UniqueTextIndex uniqueText()
    {
        return (UniqueTextIndex)index;
    }
}
