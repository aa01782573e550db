package io.muster.master.engine.query;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import io.muster.master.engine.slab.TextKey;
import org.agrona.DirectBuffer;

/**
 * What is asked of a table: all of some conditions, in an order, up to a limit, after what an earlier page gave.
 * <p>
 * Made once and filled anew for each question.
 */
public final class Query
{
    /** Conditions of one query: eight that an asker may set, and what they imply. */
    public static final int CONDITIONS_MAX = 12;

    /** Records of one page. */
    public static final int PAGE_MAX = 100;

    private static final int TEXT_WORDS_MAX = 8;

    private final Condition[] conditions = new Condition[CONDITIONS_MAX];
    private int size;
    private Field order;
    private int limit;
    private boolean isContinued;
    private long afterValue;
    private long afterKey;

    /** A query without conditions. */
    public Query()
    {
        for (int i = 0; i < CONDITIONS_MAX; i++)
        {
            conditions[i] = new Condition();
        }
        reset();
    }

    /** Forget all conditions; the order is by slot, the limit {@link #PAGE_MAX}. */
    public Query reset()
    {
        size = 0;
        order = null;
        limit = PAGE_MAX;
        isContinued = false;
        return this;
    }

    /** The number is this one. */
    public Query equalTo(final Field field, final long value)
    {
        return between(field, value, value);
    }

    /**
     * The number is from low to high, both included.
     *
     * @throws IllegalStateException beyond {@link #CONDITIONS_MAX}.
     */
    public Query between(final Field field, final long low, final long high)
    {
        final Condition condition = add(Condition.Test.BETWEEN, field);
        condition.low = low;
        condition.high = high;
        return this;
    }

    /** The text is this one. */
    public Query equalTo(final Field field, final DirectBuffer text, final int offset, final int length)
    {
        final Condition condition = add(Condition.Test.TEXT, field);
        condition.text = text;
        condition.textOffset = offset;
        condition.textLength = length;
        for (int i = 0; i < field.bytes() / Long.BYTES; i++)
        {
            condition.words[i] = TextKey.word(text, offset + i * Long.BYTES, length - i * Long.BYTES);
        }
        return this;
    }

    /** All these tags are set. */
    public Query tagged(final Field field, final long tags)
    {
        add(Condition.Test.TAGGED, field).low = tags;
        return this;
    }

    /** In the order of this number, which the table has sorted. */
    public Query orderBy(final Field field)
    {
        order = field;
        return this;
    }

    /** At most so many records, from 1 to {@link #PAGE_MAX}. */
    public Query limit(final int records)
    {
        limit = records;
        return this;
    }

    /**
     * Only what comes after a place that {@link Page} gave.
     *
     * @param value of the order's field, or 0 in slot order.
     * @param key   the id, or the slot in slot order.
     */
    public Query after(final long value, final long key)
    {
        isContinued = true;
        afterValue = value;
        afterKey = key;
        return this;
    }

    int size()
    {
        return size;
    }

    Condition condition(final int index)
    {
        return conditions[index];
    }

    Field order()
    {
        return order;
    }

    int limit()
    {
        return limit;
    }

    boolean isContinued()
    {
        return isContinued;
    }

    long afterValue()
    {
        return afterValue;
    }

    long afterKey()
    {
        return afterKey;
    }

    /** Does a record meet all conditions but one (or -1 for none), which its way here has shown? */
    boolean isMetBy(final Slab slab, final int slot, final int shown)
    {
        for (int i = 0; i < size; i++)
        {
            if (i != shown && !conditions[i].isMetBy(slab, slot))
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Which of some records meet all conditions but one (or -1 for none): a bit each, from the lowest.
     * <p>
     * There is no branch by what a record holds. So the processor need not wait for one before it reads the next, and
     * records that are in no cache cost little more together than one alone.
     *
     * @param count at most 64.
     */
    long metBy(final Slab slab, final int[] slots, final int count, final int shown)
    {
        long met = -1L >>> Long.SIZE - count;
        for (int i = 0; i < size; i++)
        {
            if (i != shown)
            {
                met &= conditions[i].metBy(slab, slots, count);
            }
        }
        return met;
    }

    private Condition add(final Condition.Test test, final Field field)
    {
        if (size == CONDITIONS_MAX)
        {
            throw new IllegalStateException("at most " + CONDITIONS_MAX + " conditions");
        }
        final Condition condition = conditions[size++];
        condition.test = test;
        condition.field = field;
        return condition;
    }

    /** One condition of a query. */
    static final class Condition
    {
        final long[] words = new long[TEXT_WORDS_MAX];
        Test test;
        Field field;
        long low;
        long high;
        DirectBuffer text;
        int textOffset;
        int textLength;

        private long metBy(final Slab slab, final int[] slots, final int count)
        {
            if (test == Test.BETWEEN)
            {
                return between(slab, slots, count);
            }
            long met = 0;
            for (int i = 0; i < count; i++)
            {
                met |= isMetBy(slab, slots[i]) ? 1L << i : 0;
            }
            return met;
        }

        /** The sign of a difference tells which number is larger; those that overflow are told by the first sign. */
        private long between(final Slab slab, final int[] slots, final int count)
        {
            long met = 0;
            for (int i = 0; i < count; i++)
            {
                final long value = slab.get(slots[i], field);
                met |= (~(isBelow(value, low) | isBelow(high, value)) & 1) << i;
            }
            return met;
        }

        /** 1 or 0, without a branch (Hacker's Delight, 2-12). */
        private static long isBelow(final long one, final long other)
        {
            return (one & ~other | (~(one ^ other) & one - other)) >>> Long.SIZE - 1;
        }

        boolean isMetBy(final Slab slab, final int slot)
        {
            return switch (test)
            {
                case BETWEEN ->
                {
                    final long value = slab.get(slot, field);
                    yield value >= low && value <= high;
                }
                case TAGGED -> (slab.get(slot, field) & low) == low;
                case TEXT -> isTextOf(slab, slot);
            };
        }

        private boolean isTextOf(final Slab slab, final int slot)
        {
            for (int at = 0; at < field.bytes(); at += Long.BYTES)
            {
                if (slab.getLong(slot, field.offset() + at) != words[at / Long.BYTES])
                {
                    return false;
                }
            }
            return textLength <= field.bytes();
        }

        /** How a record is looked at. */
        enum Test
        {
            BETWEEN,
            TEXT,
            TAGGED
        }
    }
}
