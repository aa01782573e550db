package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A table with every kind of index and maps and lists beside it, which lead the same life. */
final class IndexLife
{
    private static final Field ID = new Field("id", 0, 8);
    private static final Field NAME = new Field("name", 8, 16);
    private static final Field GROUP = new Field("group", 24, 4);
    private static final Field RATING = new Field("rating", 28, 4);
    private static final Field PARTY = new Field("party", 32, 8);
    private static final Field TAGS = new Field("tags", 40, 8);

    private final Map<Long, Integer> slots = new HashMap<>();
    private final List<Long> ids = new ArrayList<>();
    private final Map<Field, TreeMap<Long, List<Integer>>> groups =
        Map.of(GROUP, new TreeMap<>(), PARTY, new TreeMap<>());
    private final TreeMap<Long, TreeMap<Long, Integer>> ratings = new TreeMap<>();
    private Table table = newTable();
    private Slab slab = table.slab();
    private long nextId = 1;

    /** What happens to the table. */
    enum Kind
    {
        INSERT,
        CHANGE,
        REMOVE,
        RESTORE
    }

    /**
     * One command; it makes sense after any others, so that some can be left out.
     *
     * @param which record, counted by the records that there are.
     */
    record Step(Kind kind, int which, int group, int rating, long tags)
    {
        static Step draw(final SplittableRandom random, final int insertsOf10)
        {
            final int draw = random.nextInt(10);
            final Kind kind = random.nextInt(5_000) == 0 ? Kind.RESTORE :
                draw < insertsOf10 ? Kind.INSERT : draw == 9 ? Kind.CHANGE : Kind.REMOVE;
            final int rating = random.nextInt(random.nextBoolean() ? 200 : 100_000) - 50;
            return new Step(kind, random.nextInt(1 << 20), random.nextInt(5), rating,
                1L << random.nextInt(64) | 1L << random.nextInt(4));
        }
    }

    /** Do what a step says, in the table and in the model. */
    void apply(final Step step)
    {
        if (step.kind == Kind.INSERT)
        {
            insert(step);
        }
        else if (step.kind == Kind.RESTORE)
        {
            restore();
        }
        else if (!ids.isEmpty() && step.kind == Kind.CHANGE)
        {
            change(slots.get(ids.get(step.which % ids.size())), step);
        }
        else if (!ids.isEmpty())
        {
            remove(step.which % ids.size());
        }
    }

    /** Every index finds what the model has, in the same order, and nothing else. */
    void check()
    {
        assertEquals(slots.size(), slab.count());
        slots.forEach((id, slot) ->
        {
            final byte[] name = nameOf(id);
            assertEquals(slot, table.find(id));
            assertEquals(slot, findName(name));
        });
        assertEquals(Slab.NONE, table.find(nextId));
        checkGroups(GROUP);
        checkGroups(PARTY);
        checkRatings();
        checkTags();
        assertEquals(slab.digestAgain(), slab.digest());
    }

    /** Remove what is left: nothing may be left in the indexes. */
    void end()
    {
        while (!ids.isEmpty())
        {
            remove(ids.size() - 1);
        }
        check();
        assertEquals(0, slab.digest(), "an empty slab has the digest of a new one");
    }

    private static Table newTable()
    {
        return new Table("users", 48, 1_000_000, ID, List.of(
            new Indexed(Indexed.Kind.UNIQUE_TEXT, NAME),
            new Indexed(Indexed.Kind.GROUP, GROUP),
            new Indexed(Indexed.Kind.GROUP, PARTY),
            new Indexed(Indexed.Kind.SORTED, RATING),
            new Indexed(Indexed.Kind.BITS, TAGS)));
    }

    private void insert(final Step step)
    {
        // Some blocks of the unique index are sparse from the beginning, some become so, some never.
        final long id = nextId;
        nextId += step.which() % 200 == 0 ? 900 : 1;
        final int slot = table.allocate();
        final byte[] name = nameOf(id);
        slab.put(slot, ID, id);
        slab.putText(slot, NAME, new UnsafeBuffer(name), 0, name.length);
        slab.put(slot, GROUP, step.group);
        slab.put(slot, PARTY, step.which % 1_000);
        slab.put(slot, RATING, step.rating);
        slab.put(slot, TAGS, step.tags);
        table.link(slot);
        slots.put(id, slot);
        ids.add(id);
        addToModel(slot, GROUP);
        addToModel(slot, PARTY);
        ratings.computeIfAbsent((long)step.rating, (rating) -> new TreeMap<>()).put(id, slot);
    }

    private void change(final int slot, final Step step)
    {
        final long id = slab.get(slot, ID);
        ratings.get(slab.get(slot, RATING)).remove(id);
        ratings.computeIfAbsent((long)step.rating, (rating) -> new TreeMap<>()).put(id, slot);
        changeGroup(slot, GROUP, step.group);
        changeGroup(slot, PARTY, step.which % 1_000);
        table.put(slot, RATING, step.rating);
        table.put(slot, TAGS, step.tags);
    }

    private void changeGroup(final int slot, final Field field, final long value)
    {
        if (slab.get(slot, field) != value)
        {
            groups.get(field).get(slab.get(slot, field)).remove((Integer)slot);
            table.put(slot, field, value);
            addToModel(slot, field);
        }
    }

    private void remove(final int which)
    {
        final long id = ids.get(which);
        final int slot = slots.remove(id);
        ids.set(which, ids.get(ids.size() - 1));
        ids.remove(ids.size() - 1);
        groups.forEach((field, members) -> members.get(slab.get(slot, field)).remove((Integer)slot));
        ratings.get(slab.get(slot, RATING)).remove(id);
        table.remove(slot);
    }

    private void restore()
    {
        final Table restored = newTable();
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            restored.slab().restore(slot, slab.buffer(slot), slab.offset(slot), slab.blockBytes(), slab.linkBytes());
        }
        restored.rebuild();
        assertEquals(slab.digest(), restored.slab().digest());
        table = restored;
        slab = restored.slab();
    }

    private void addToModel(final int slot, final Field field)
    {
        groups.get(field).computeIfAbsent(slab.get(slot, field), (value) -> new ArrayList<>()).add(slot);
    }

    private void checkGroups(final Field field)
    {
        final GroupIndex index = (GroupIndex)table.index(Indexed.Kind.GROUP, field);
        assertEquals(Slab.NONE, index.first(0), "0 is no group");
        groups.get(field).tailMap(1L).forEach((value, members) ->
        {
            final List<Integer> visited = new ArrayList<>();
            for (int slot = index.first(value); slot != Slab.NONE; slot = index.next(slot))
            {
                assertTrue(visited.size() < members.size(), "no more members than there are");
                visited.add(slot);
            }
            assertEquals(members, visited);
            assertEquals(members.size(), index.count(value));
        });
    }

    private void checkRatings()
    {
        final SortedIndex index = (SortedIndex)table.index(Indexed.Kind.SORTED, RATING);
        final List<Integer> expected = new ArrayList<>();
        ratings.values().forEach((byId) -> expected.addAll(byId.values()));
        final List<Integer> visited = new ArrayList<>();
        final SortedCursor cursor = new SortedCursor();
        for (cursor.seek(index, Long.MIN_VALUE, 0); cursor.slot() != Slab.NONE; cursor.advance())
        {
            assertTrue(visited.size() < expected.size(), "no more records than there are");
            visited.add(cursor.slot());
        }
        assertEquals(expected, visited);
        for (long low = -60; low < 200_000; low += Math.max(7, low / 2))
        {
            final long high = low + slots.size() % 30;
            assertEquals(ratings.subMap(low, true, high, true).values().stream().mapToInt(Map::size).sum(),
                index.count(low, high));
        }
    }

    private void checkTags()
    {
        final BitsIndex index = (BitsIndex)table.index(Indexed.Kind.BITS, TAGS);
        final int[] expected = new int[Long.SIZE];
        for (final int slot : slots.values())
        {
            for (long tags = slab.get(slot, TAGS); tags != 0; tags &= tags - 1)
            {
                expected[Long.numberOfTrailingZeros(tags)]++;
            }
        }
        for (int tag = 0; tag < Long.SIZE; tag++)
        {
            int count = 0;
            for (int slot = index.next(tag, 0); slot != Slab.NONE; slot = index.next(tag, slot + 1))
            {
                count += (int)(slab.get(slot, TAGS) >>> tag & 1);
            }
            assertEquals(expected[tag], count);
            assertEquals(expected[tag], index.count(tag));
        }
    }

    private int findName(final byte[] name)
    {
        return ((UniqueTextIndex)table.index(Indexed.Kind.UNIQUE_TEXT, NAME))
            .find(new UnsafeBuffer(name), 0, name.length);
    }

    private static byte[] nameOf(final long id)
    {
        return ("n" + id).getBytes(StandardCharsets.UTF_8);
    }
}
