package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** All indexes at once against maps and lists, through random lives of many records. */
class IndexModelTest
{
    private static final Field ID = new Field("id", 0, 8);
    private static final Field NAME = new Field("name", 8, 16);
    private static final Field GROUP = new Field("group", 24, 4);
    private static final Field RATING = new Field("rating", 28, 4);
    private static final Field TAGS = new Field("tags", 32, 8);

    private final Slab slab = new Slab(40, 2, 1_000_000);
    private final UniqueIndex byId = new UniqueIndex(slab, ID);
    private final UniqueTextIndex byName = new UniqueTextIndex(slab, NAME, 42);
    private final GroupIndex byGroup = new GroupIndex(slab, GROUP, 0);
    private final SortedIndex byRating = new SortedIndex(slab, RATING, ID);
    private final BitsIndex byTag = new BitsIndex(slab, TAGS);
    private final List<Index> indexes = List.of(byId, byName, byGroup, byRating, byTag);
    private final Map<Long, Integer> slots = new HashMap<>();
    private final List<Long> ids = new ArrayList<>();
    private final Map<Integer, List<Integer>> groups = new TreeMap<>();
    private final TreeMap<Long, TreeMap<Long, Integer>> ratings = new TreeMap<>();
    private long nextId = 1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithMapsAndLists(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int phase = 0; phase < 6; phase++)
        {
            final int insertsOf10 = phase % 2 == 0 ? 8 : 2;
            for (int i = 0; i < 8_000; i++)
            {
                step(random, insertsOf10);
            }
            check(random, seed);
        }
        while (!ids.isEmpty())
        {
            remove(random.nextInt(ids.size()));
        }
        assertEquals(0, byRating.count(), "seed " + seed);
        assertEquals(0, slab.digest(), "an empty slab has the digest of a new one, seed " + seed);
    }

    private void step(final SplittableRandom random, final int insertsOf10)
    {
        final int draw = random.nextInt(10);
        if (ids.isEmpty() || draw < insertsOf10)
        {
            insert(random);
        }
        else if (draw == 9)
        {
            change(random.nextInt(ids.size()), random);
        }
        else
        {
            remove(random.nextInt(ids.size()));
        }
    }

    private void insert(final SplittableRandom random)
    {
        final long id = nextId++;
        final int slot = slab.allocate();
        slab.put(slot, ID, id);
        final UnsafeBuffer name = new UnsafeBuffer(("n" + id).getBytes(StandardCharsets.UTF_8));
        slab.putText(slot, NAME, name, 0, name.capacity());
        draw(slot, random);
        slots.put(id, slot);
        ids.add(id);
        link(slot);
    }

    private void change(final int which, final SplittableRandom random)
    {
        final int slot = slots.get(ids.get(which));
        unlink(slot);
        draw(slot, random);
        link(slot);
    }

    private void remove(final int which)
    {
        final long id = ids.get(which);
        final int slot = slots.remove(id);
        ids.set(which, ids.get(ids.size() - 1));
        ids.remove(ids.size() - 1);
        unlink(slot);
        slab.free(slot);
    }

    private void draw(final int slot, final SplittableRandom random)
    {
        slab.put(slot, GROUP, random.nextInt(5));
        slab.put(slot, RATING, random.nextInt(200) - 50);
        slab.put(slot, TAGS, 1L << random.nextInt(64) | 1L << random.nextInt(4));
    }

    private void link(final int slot)
    {
        indexes.forEach((index) -> index.link(slot));
        groups.computeIfAbsent((int)slab.get(slot, GROUP), (group) -> new ArrayList<>()).add(slot);
        ratings.computeIfAbsent(slab.get(slot, RATING), (rating) -> new TreeMap<>()).put(slab.get(slot, ID), slot);
    }

    private void unlink(final int slot)
    {
        indexes.forEach((index) -> index.unlink(slot));
        groups.get((int)slab.get(slot, GROUP)).remove((Integer)slot);
        ratings.get(slab.get(slot, RATING)).remove(slab.get(slot, ID));
    }

    private void check(final SplittableRandom random, final long seed)
    {
        slots.forEach((id, slot) ->
        {
            final byte[] name = ("n" + id).getBytes(StandardCharsets.UTF_8);
            assertEquals(slot, byId.find(id), "seed " + seed);
            assertEquals(slot, byName.find(new UnsafeBuffer(name), 0, name.length), "seed " + seed);
        });
        assertEquals(Slab.NONE, byId.find(nextId), "seed " + seed);
        for (int group = 1; group < 5; group++)
        {
            assertEquals(groups.getOrDefault(group, List.of()), visited(group), "seed " + seed);
            assertEquals(groups.getOrDefault(group, List.of()).size(), byGroup.count(group), "seed " + seed);
        }
        final List<Integer> sorted = new ArrayList<>();
        ratings.values().forEach((byIdOfEqual) -> sorted.addAll(byIdOfEqual.values()));
        assertEquals(sorted, sorted(), "seed " + seed);
        for (int i = 0; i < 100; i++)
        {
            final long low = random.nextInt(220) - 60;
            final long high = low + random.nextInt(30);
            final int expected = ratings.subMap(low, true, high, true).values().stream().mapToInt(Map::size).sum();
            assertEquals(expected, byRating.count(low, high), "seed " + seed);
        }
    }

    private List<Integer> visited(final int group)
    {
        final List<Integer> members = new ArrayList<>();
        for (int slot = byGroup.first(group); slot != Slab.NONE; slot = byGroup.next(slot))
        {
            members.add(slot);
        }
        return members;
    }

    private List<Integer> sorted()
    {
        final List<Integer> members = new ArrayList<>();
        final SortedCursor cursor = new SortedCursor();
        for (cursor.seek(byRating, Long.MIN_VALUE, 0); cursor.slot() != Slab.NONE; cursor.advance())
        {
            members.add(cursor.slot());
        }
        return members;
    }
}
