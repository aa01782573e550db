package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** One order of many records, so many that the tree has three levels of branches. */
class SortedIndexTest
{
    private static final int RECORDS = 120_000;
    private static final Field ID = new Field("id", 0, 8);
    private static final Field VALUE = new Field("value", 8, 4);

    private final Slab slab = new Slab(16, 0, RECORDS);
    private final SortedIndex index = new SortedIndex(slab, VALUE, ID);
    private final TreeSet<Integer> expected = new TreeSet<>(Comparator
        .<Integer>comparingLong((slot) -> slab.get(slot, VALUE)).thenComparingLong((slot) -> slab.get(slot, ID)));
    private long nextId = 1;

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void shouldKeepItsOrderThroughGrowthAndChange(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; slab.count() < RECORDS; i++)
        {
            insert(random.nextInt(1_000) + random.nextInt(1_000));
            final int slot = slab.next(random.nextInt(slab.count()));
            if (slot != Slab.NONE && i % 16 == 0)
            {
                remove(slot);
            }
            else if (slot != Slab.NONE && i % 4 == 0)
            {
                take(slot);
                put(slot, random.nextInt(2_000));
            }
        }
        check("seed " + seed);
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1 + random.nextInt(2)))
        {
            remove(slot);
        }
        check("seed " + seed);
    }

    @Test
    void shouldLeaveFullLeavesBehindWhatOnlyGrowsAtItsEnd()
    {
        assertEquals(SortedLeaves.ENTRIES_MAX - 1, recordsALeaf((i) -> i), 1);
    }

    @Test
    void shouldShareRoomBetweenLeavesBeforeItTakesMore()
    {
        final SplittableRandom random = new SplittableRandom(1);
        assertEquals(SortedLeaves.ENTRIES_MAX * 0.83, recordsALeaf((i) -> random.nextInt()), 3);
    }

    private double recordsALeaf(final IntUnaryOperator values)
    {
        for (int i = 0; i < RECORDS; i++)
        {
            insert(values.applyAsInt(i));
        }
        check("records a leaf");
        int count = 0;
        for (int leaf = index.leafFor(Long.MIN_VALUE, 0); leaf != SortedLeaves.NONE; leaf = index.leaves().next(leaf))
        {
            count++;
        }
        return (double)RECORDS / count;
    }

    private void insert(final int value)
    {
        final int slot = slab.allocate();
        slab.put(slot, ID, nextId++);
        put(slot, value);
    }

    private void put(final int slot, final int value)
    {
        slab.put(slot, VALUE, value);
        index.link(slot);
        expected.add(slot);
    }

    private void take(final int slot)
    {
        expected.remove(slot);
        index.unlink(slot);
    }

    private void remove(final int slot)
    {
        take(slot);
        slab.free(slot);
    }

    private void check(final String message)
    {
        assertEquals(expected.size(), index.count(), message);
        final SortedCursor cursor = new SortedCursor();
        cursor.seek(index, Long.MIN_VALUE, 0);
        int rank = 0;
        long value = Long.MIN_VALUE;
        for (final int slot : expected)
        {
            assertEquals(slot, cursor.slot(), message);
            if (slab.get(slot, VALUE) > value)
            {
                value = slab.get(slot, VALUE);
                assertEquals(rank, index.count(Long.MIN_VALUE, value - 1), message);
            }
            cursor.advance();
            rank++;
        }
        assertEquals(Slab.NONE, cursor.slot(), message);
    }
}
