package io.muster.master.engine.query;

import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Searches against a plain look at every record. */
class SearchModelTest
{
    private static final Field ID = new Field("id", 0, 8);
    private static final Field RATING = new Field("rating", 8, 4);
    private static final Field NODE = new Field("node", 12, 2);
    private static final Field TAGS = new Field("tags", 16, 8);
    private static final Field STATE = new Field("state", 14, 1);
    /** Most have none, which is 0. */
    private static final Field LEVEL = new Field("level", 32, 8);

    private final Table table = newTable();
    private final Slab slab = table.slab();
    private final Search search = new Search(table);
    private final Query query = new Query();
    private long nextId = 1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindWhatALookAtEveryRecordFinds(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 3_000; i++)
        {
            insert(random);
        }
        final Set<Plan.Way> ways = new HashSet<>();
        int within = 0;
        int byLevel = 0;
        for (int i = 0; i < 2_000; i++)
        {
            final IntPredicate expected = drawConditions(random);
            final Field order = random.nextBoolean() ? RATING : random.nextBoolean() ? LEVEL : null;
            query.limit(1 + random.nextInt(20)).orderBy(order);
            final List<Integer> all = allThat(expected, order);
            final String message = "seed " + seed + ", query " + i;
            assertEquals(all, pagesOf(query), () -> message + ", " + search.plan().explain(query));
            ways.add(search.plan().way());
            byLevel += search.plan().explain(query).contains("in the order of level") ? 1 : 0;
            within += search.plan().explain(query).contains("in the order of rating within node") ? 1 : 0;
        }
        assertTrue(ways.containsAll(List.of(
            Plan.Way.UNIQUE, Plan.Way.GROUP, Plan.Way.TAG, Plan.Way.RANGE, Plan.Way.IN_ORDER, Plan.Way.ALL)),
            () -> "every way was gone: " + ways);
        assertTrue(byLevel > 10, "the order of some was used " + byLevel + " times");
        assertTrue(within > 10, "the order within a node was used " + within + " times");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldShowWhatStaysOnceWhileOthersComeAndGo(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++)
        {
            insert(random);
        }
        final Set<Long> stayed = new HashSet<>();
        IntStream.range(0, 1_000).filter((slot) -> slot % 3 == 0).forEach((slot) -> stayed.add(slab.get(slot, ID)));

        final List<Long> shown = new ArrayList<>();
        query.reset().orderBy(RATING).limit(7);
        Page page = search.run(query);
        while (true)
        {
            for (int i = 0; i < page.size(); i++)
            {
                shown.add(slab.get(page.slot(i), ID));
            }
            if (!page.hasMore())
            {
                break;
            }
            query.after(page.lastValue(), page.lastKey());
            churn(random, stayed);
            page = search.run(query);
        }

        assertEquals(shown.size(), new HashSet<>(shown).size(), "shown once, seed " + seed);
        assertTrue(shown.containsAll(stayed), "what stayed was shown, seed " + seed);
    }

    @Test
    void shouldFindNothingForANumberThatNoFieldOfItsWidthCanHold()
    {
        final SplittableRandom random = new SplittableRandom(1);
        final int slot = insert(random);
        table.put(slot, NODE, Short.MAX_VALUE);
        table.put(slot, STATE, -1);
        table.put(slot, RATING, Integer.MAX_VALUE);

        assertEquals(0, search.run(query.reset()
            .equalTo(NODE, 1L << 40 | Short.MAX_VALUE).equalTo(STATE, -1).orderBy(RATING)).size());
        assertEquals(0, search.run(query.reset()
            .equalTo(NODE, Short.MAX_VALUE).equalTo(STATE, 255).orderBy(RATING)).size());
        assertEquals(0, search.run(query.reset()
            .equalTo(NODE, Short.MAX_VALUE).equalTo(STATE, -1)
            .between(RATING, 1L << 40, 1L << 41).orderBy(RATING)).size());
        assertEquals(1, search.run(query.reset()
            .equalTo(NODE, Short.MAX_VALUE).equalTo(STATE, -1).between(RATING, 0, 1L << 41).orderBy(RATING)).size());
    }

    @Test
    void shouldKeepAnOrderWithinWhenAnyOfItsFieldsChanges()
    {
        final SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++)
        {
            insert(random);
        }
        for (int i = 0; i < 5_000; i++)
        {
            table.put(random.nextInt(500), i % 2 == 0 ? NODE : RATING, random.nextInt(40) - 20);
            table.put(random.nextInt(500), STATE, random.nextInt(5) - 2);
        }
        for (int node = -20; node < 20; node++)
        {
            for (int state = -2; state <= 2; state++)
            {
                query.reset();
                final IntPredicate expected = equal(NODE, node).and(equal(STATE, state));
                query.orderBy(RATING);
                assertEquals(allThat(expected, RATING), pagesOf(query), "node " + node + ", state " + state);
            }
        }
    }

    @Test
    void shouldMakeAnOrderWithinAgainFromTheRecordsAlone()
    {
        final SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++)
        {
            insert(random);
        }
        final Table restored = newTable();
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            restored.slab().restore(
                slot, slab.buffer(slot), slab.offset(slot), slab.blockBytes(), slab.linkBytes());
        }
        restored.rebuild();
        final Search again = new Search(restored);
        for (int node = 0; node < 20; node++)
        {
            final Page expected = search.run(query.reset().equalTo(NODE, node).equalTo(STATE, 1).orderBy(RATING));
            final Page page = again.run(query);
            assertEquals(expected.size(), page.size());
            for (int i = 0; i < page.size(); i++)
            {
                assertEquals(expected.slot(i), page.slot(i), "node " + node + ", place " + i);
            }
        }
    }

    @Test
    void shouldExplainItsPlan()
    {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++)
        {
            insert(random);
        }

        search.run(query.reset().equalTo(ID, 7).equalTo(STATE, 1));

        assertEquals("users: by the unique id, about 1 of 100 records looked at", search.plan().explain(query));
    }

    private static Table newTable()
    {
        return new Table("users", 40, 100_000, ID, List.of(
            new Indexed(Indexed.Kind.GROUP, NODE),
            new Indexed(Indexed.Kind.SORTED, RATING),
            new Indexed(Indexed.Kind.SORTED_WITHIN, RATING, List.of(NODE, STATE)),
            new Indexed(Indexed.Kind.BITS, TAGS),
            new Indexed(Indexed.Kind.SORTED_SOME, LEVEL)));
    }

    private void churn(final SplittableRandom random, final Set<Long> stayed)
    {
        for (int i = 0; i < 20; i++)
        {
            final int slot = slab.next(random.nextInt(900));
            if (slot != Slab.NONE && !stayed.contains(slab.get(slot, ID)))
            {
                table.remove(slot);
            }
            insert(random);
        }
    }

    private int insert(final SplittableRandom random)
    {
        final int slot = table.allocate();
        slab.put(slot, ID, nextId++);
        slab.put(slot, NODE, random.nextInt(20));
        slab.put(slot, RATING, random.nextInt(300) - 20);
        slab.put(slot, TAGS, 1L << random.nextInt(10) | 1L << random.nextInt(40));
        slab.put(slot, STATE, random.nextInt(3));
        slab.put(slot, LEVEL, random.nextInt(3) == 0 ? random.nextInt(40) - 10 : 0);
        table.link(slot);
        return slot;
    }

    private IntPredicate drawConditions(final SplittableRandom random)
    {
        query.reset();
        IntPredicate expected = (slot) -> true;
        if (random.nextInt(8) == 0)
        {
            expected = expected.and(equal(ID, 1 + random.nextInt(3_000)));
        }
        if (random.nextInt(3) == 0)
        {
            expected = expected.and(equal(NODE, random.nextInt(20)));
        }
        if (random.nextInt(3) == 0)
        {
            final long low = random.nextInt(300) - 20;
            final long high = low + random.nextInt(100);
            query.between(RATING, low, high);
            expected = expected.and((slot) -> slab.get(slot, RATING) >= low && slab.get(slot, RATING) <= high);
        }
        if (random.nextInt(3) == 0)
        {
            final long low = random.nextInt(40) - 10;
            final long high = low + random.nextInt(10);
            query.between(LEVEL, low, high);
            expected = expected.and((slot) -> slab.get(slot, LEVEL) >= low && slab.get(slot, LEVEL) <= high);
        }
        if (random.nextInt(3) == 0)
        {
            final long tags = 1L << random.nextInt(10) | 1L << random.nextInt(40);
            query.tagged(TAGS, tags);
            expected = expected.and((slot) -> (slab.get(slot, TAGS) & tags) == tags);
        }
        return random.nextBoolean() ? expected.and(equal(STATE, random.nextInt(3))) : expected;
    }

    private IntPredicate equal(final Field field, final long value)
    {
        query.equalTo(field, value);
        return (slot) -> slab.get(slot, field) == value;
    }

    private List<Integer> allThat(final IntPredicate expected, final Field order)
    {
        final List<Integer> all = new ArrayList<>();
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            if (expected.test(slot))
            {
                all.add(slot);
            }
        }
        if (order != null)
        {
            all.sort(Comparator.<Integer>comparingLong((slot) -> slab.get(slot, order))
                .thenComparingLong((slot) -> slab.get(slot, ID)));
        }
        return all;
    }

    private List<Integer> pagesOf(final Query asked)
    {
        final List<Integer> found = new ArrayList<>();
        Page page = search.run(asked);
        while (true)
        {
            for (int i = 0; i < page.size(); i++)
            {
                found.add(page.slot(i));
            }
            if (!page.hasMore())
            {
                return found;
            }
            page = search.run(asked.after(page.lastValue(), page.lastKey()));
        }
    }
}
