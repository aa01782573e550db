package io.muster.master.engine.query;

import io.muster.master.engine.index.BitsIndex;
import io.muster.master.engine.index.GroupIndex;
import io.muster.master.engine.index.SortedCursor;
import io.muster.master.engine.index.SortedIndex;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Slab;

/**
 * Answers queries to one table. Allocates nothing after it was made, and looks at no more than a set number of
 * records a page.
 * <p>
 * Pages go on after the last value and key (id, or slot), not at a place in an index: so however many records come
 * and go between two pages, none is shown twice and none that stayed is left out.
 */
public final class Search
{
    /** Records that one page may look at. */
    public static final int LOOKS_MAX = 100_000;

    /** Records that are looked at together. */
    private static final int BATCH_MAX = Long.SIZE;
    private static final int BATCH_MIN = 8;

    private final Table table;
    private final Slab slab;
    private final Plan plan;
    private final Page page = new Page();
    private final SortedCursor cursor = new SortedCursor();
    private final int[] slots = new int[BATCH_MAX];
    private final long[] values = new long[BATCH_MAX];
    private final long[] ids = new long[BATCH_MAX];
    private Query query;

    /** Searches of a table. */
    public Search(final Table table)
    {
        this.table = table;
        this.slab = table.slab();
        plan = new Plan(table);
    }

    /** How the last query was answered. */
    public Plan plan()
    {
        return plan;
    }

    /** How a query would be answered, in a line, for people. */
    public String explain(final Query asked)
    {
        return plan.make(asked).explain(asked);
    }

    /**
     * Answer a query.
     *
     * @return the page, which belongs to this search and is valid until the next one; or null when the query would look
     * at more than {@link #LOOKS_MAX} records before its first answer.
     */
    public Page run(final Query asked)
    {
        query = asked;
        page.reset(asked.limit());
        plan.make(asked);
        switch (plan.way())
        {
            case UNIQUE -> offer(plan.unique().find(condition().low));
            case UNIQUE_TEXT -> offer(plan.uniqueText().find(
                condition().text, condition().textOffset, condition().textLength));
            case IN_ORDER -> walkInOrder((SortedIndex)plan.index());
            default ->
            {
                if (query.order() != null || plan.way() == Plan.Way.GROUP || plan.way() == Plan.Way.RANGE)
                {
                    if (plan.looks() > LOOKS_MAX)
                    {
                        return null;
                    }
                    visitAll();
                }
                else
                {
                    walkBySlot();
                }
            }
        }
        page.sort();
        return page;
    }

    private Query.Condition condition()
    {
        return query.condition(plan.shown());
    }

    /** The records come in the order that is asked for: stop when the page is full. */
    private void walkInOrder(final SortedIndex index)
    {
        final long after = query.isContinued() ? plan.keyOf(query.afterValue()) : Long.MIN_VALUE;
        cursor.seek(index, Math.max(plan.low(), after),
            query.isContinued() && after >= plan.low() ? query.afterKey() + 1 : Long.MIN_VALUE);
        final int batch = Math.min(BATCH_MAX, BATCH_MIN + query.limit());
        int count = cursor.take(slots, values, ids, batch, plan.high());
        for (int looks = count; count > 0; looks += count)
        {
            final int last = appendMet(count);
            if (page.isFull() || looks >= LOOKS_MAX)
            {
                if (last + 1 < count || cursor.slot() != Slab.NONE && cursor.value() <= plan.high())
                {
                    page.stopAt(plan.valueOf(values[last]), ids[last]);
                }
                return;
            }
            count = cursor.take(slots, values, ids, batch, plan.high());
        }
    }

    /** Those of a batch that meet all conditions. Returns the index of the last that was looked at. */
    private int appendMet(final int count)
    {
        for (long met = query.metBy(slab, slots, count, plan.shown()); met != 0; met &= met - 1)
        {
            final int at = Long.numberOfTrailingZeros(met);
            page.append(plan.valueOf(values[at]), ids[at], slots[at]);
            if (page.isFull())
            {
                return at;
            }
        }
        return count - 1;
    }

    /** The records come by slot, and no other order is asked for: stop when the page is full. */
    private void walkBySlot()
    {
        int slot = nextSlot(query.isContinued() ? (int)query.afterKey() + 1 : 0);
        for (int looks = 1; slot != Slab.NONE; looks++)
        {
            if (query.isMetBy(slab, slot, plan.shown()))
            {
                page.append(0, slot, slot);
            }
            final int next = nextSlot(slot + 1);
            if ((page.isFull() || looks == LOOKS_MAX) && next != Slab.NONE)
            {
                page.stopAt(0, slot);
                return;
            }
            slot = next;
        }
    }

    private int nextSlot(final int from)
    {
        return plan.way() == Plan.Way.TAG ? ((BitsIndex)plan.index()).next(plan.tag(), from) : slab.next(from);
    }

    /** The records come in an order of their own: offer them all. */
    private void visitAll()
    {
        switch (plan.way())
        {
            case GROUP -> visitGroup((GroupIndex)plan.index());
            case RANGE -> visitRange((SortedIndex)plan.index());
            default ->
            {
                for (int slot = nextSlot(0); slot != Slab.NONE; slot = nextSlot(slot + 1))
                {
                    offer(slot);
                }
            }
        }
    }

    private void visitGroup(final GroupIndex group)
    {
        for (int slot = group.first(condition().low); slot != Slab.NONE; slot = group.next(slot))
        {
            offer(slot);
        }
    }

    private void visitRange(final SortedIndex index)
    {
        cursor.seek(index, plan.low(), Long.MIN_VALUE);
        while (cursor.slot() != Slab.NONE && cursor.value() <= plan.high())
        {
            offer(cursor.slot());
            cursor.advance();
        }
    }

    private void offer(final int slot)
    {
        if (slot != Slab.NONE && query.isMetBy(slab, slot, plan.shown()))
        {
            final long value = query.order() == null ? 0 : slab.get(slot, query.order());
            final long key = query.order() == null ? slot : slab.get(slot, table.idField());
            if (!query.isContinued() || value > query.afterValue() ||
                value == query.afterValue() && key > query.afterKey())
            {
                page.offer(value, key, slot);
            }
        }
    }
}
