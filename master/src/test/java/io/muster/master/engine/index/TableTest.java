package io.muster.master.engine.index;

import com.sun.management.ThreadMXBean;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TableTest
{
    private static final int RECORDS_MAX = 512;
    private static final Field ID = new Field("id", 0, 8);
    private static final Field NODE = new Field("node", 8, 4);
    private static final Field RATING = new Field("rating", 12, 4);
    private static final Field TAGS = new Field("tags", 16, 8);

    private final Table table = newTable();
    private long nextId = 1;

    @Test
    void shouldForgetARemovedRecordInEveryIndex()
    {
        table.remove(insert(7, 1500, 2));

        assertEquals(Slab.NONE, table.find(1));
        assertEquals(List.of(), groupOf(table, 7));
        assertEquals(0, ratings(table).count());
        assertEquals(0, ((BitsIndex)table.index(Indexed.Kind.BITS, TAGS)).count(1));
        assertEquals(0, table.slab().digest());
    }

    @Test
    void shouldActLikeItsSnapshotWhateverItsPast()
    {
        liveThrough(new SplittableRandom(42), 20_000);

        final Table restored = newTable();
        copy(table.slab(), restored.slab());
        restored.rebuild();

        assertEquals(table.slab().digest(), restored.slab().digest());
        for (int node = 0; node < 8; node++)
        {
            assertEquals(groupOf(table, node), groupOf(restored, node));
        }
        assertEquals(inOrder(table), inOrder(restored));
        assertEquals(table.allocate(), restored.allocate());
    }

    @Test
    void shouldNotAllocateInSteadyState()
    {
        liveThrough(new SplittableRandom(1), 200_000);
        final SplittableRandom random = new SplittableRandom(2);

        assertTrue(bytesAllocatedBy(() -> liveThrough(random, 100_000)) < 1_000);
    }

    @Test
    void shouldTellFullFromFree()
    {
        for (int i = 0; i < RECORDS_MAX; i++)
        {
            insert(1, i, 1);
        }

        assertEquals(Slab.NONE, table.allocate());
        table.remove(17);
        assertEquals(17, table.allocate());
    }

    @Test
    void shouldShowEveryDifferenceInTheDigest()
    {
        final int slot = insert(7, 1500, 2);
        final long before = table.slab().digest();
        final long ofRecord = table.slab().digestOf(slot);

        table.put(slot, RATING, 1501);
        assertNotEquals(before, table.slab().digest());
        assertNotEquals(ofRecord, table.slab().digestOf(slot));
        table.put(slot, RATING, 1500);
        assertEquals(before, table.slab().digest());
    }

    @Test
    void shouldMakeTheMembersOfAGroupThatASnapshotDidNotHave()
    {
        for (int i = 0; i < 20; i++)
        {
            insert(i % 3, 3, 2);
        }
        final Table other = newTable();
        final Slab from = table.slab();
        for (int slot = from.next(0); slot != Slab.NONE; slot = from.next(slot + 1))
        {
            other.slab().restore(slot, from.buffer(slot), from.offset(slot), from.blockBytes(), 0);
        }
        other.rebuild(0);

        for (int node = 0; node < 4; node++)
        {
            assertEquals(groupOf(table, node), groupOf(other, node));
        }
        assertEquals(from.digest(), other.slab().digest());
    }

    @Test
    void shouldRefuseFieldsThatLieAcrossWords()
    {
        assertThrows(IllegalArgumentException.class, () -> new Field("odd", 6, 4));
        assertThrows(IllegalArgumentException.class, () -> new Field("odd", 4, 32));
    }

    private static Table newTable()
    {
        return new Table("users", 24, RECORDS_MAX, ID, List.of(
            new Indexed(Indexed.Kind.GROUP, NODE),
            new Indexed(Indexed.Kind.SORTED, RATING),
            new Indexed(Indexed.Kind.BITS, TAGS)));
    }

    private int insert(final long node, final long rating, final long tags)
    {
        final int slot = table.allocate();
        table.slab().put(slot, ID, nextId++);
        table.slab().put(slot, NODE, node);
        table.slab().put(slot, RATING, rating);
        table.slab().put(slot, TAGS, tags);
        table.link(slot);
        return slot;
    }

    /** Around two thirds of the records come and go; the rest change. */
    private void liveThrough(final SplittableRandom random, final int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            final int slot = random.nextInt(RECORDS_MAX);
            if (!table.slab().isLive(slot))
            {
                insert(random.nextInt(8), random.nextInt(100), random.nextLong());
            }
            else if (random.nextInt(3) == 0)
            {
                table.put(slot, RATING, random.nextInt(100));
                table.put(slot, NODE, random.nextInt(8));
            }
            else
            {
                table.remove(slot);
            }
        }
    }

    private static void copy(final Slab from, final Slab to)
    {
        for (int slot = from.next(0); slot != Slab.NONE; slot = from.next(slot + 1))
        {
            to.restore(slot, from.buffer(slot), from.offset(slot), from.blockBytes(), from.linkBytes());
        }
    }

    private static SortedIndex ratings(final Table of)
    {
        return (SortedIndex)of.index(Indexed.Kind.SORTED, RATING);
    }

    private static List<Integer> groupOf(final Table of, final long node)
    {
        final GroupIndex group = (GroupIndex)of.index(Indexed.Kind.GROUP, NODE);
        final List<Integer> members = new ArrayList<>();
        for (int slot = group.first(node); slot != Slab.NONE; slot = group.next(slot))
        {
            members.add(slot);
        }
        return members;
    }

    private static List<Integer> inOrder(final Table of)
    {
        final SortedCursor cursor = new SortedCursor();
        final List<Integer> slots = new ArrayList<>();
        for (cursor.seek(ratings(of), 0, 0); cursor.slot() != Slab.NONE; cursor.advance())
        {
            slots.add(cursor.slot());
        }
        return slots;
    }

    private static long bytesAllocatedBy(final Runnable work)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
