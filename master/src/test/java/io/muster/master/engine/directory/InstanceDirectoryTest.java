package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InstanceDirectoryTest
{
    private static final int INSTANCES_MAX = 64;
    private static final int NODES_MAX = 2;
    private static final int ARENA = 1;
    private static final int CHESS = 2;
    private static final int[] SEATS_MAX = { 0, 4, 2 };

    private final Directories directories = new Directories(NODES_MAX, 4096, INSTANCES_MAX, 4);
    private final NodeDirectory nodes = directories.nodes();
    private final InstanceDirectory instances = directories.instances();

    @BeforeEach
    void openNodes()
    {
        for (int nodeId = 1; nodeId <= NODES_MAX; nodeId++)
        {
            nodes.open(nodeId, 1, new Registration(
                NodeKind.GAME, 99, 0, 0, List.of(new GameOffer(1, 0, 1, 4)), "localhost:1", "localhost:2", ""), 0);
        }
    }

    @Test
    void shouldFindAnInstanceByEveryIndex()
    {
        final int instance = open(1, ARENA, 5);
        assertEquals(instance, instances.byId(1));
        assertEquals(List.of(1L), runOn(1));
        assertEquals(List.of(1L), startingSince(5));
        assertEquals(List.of(), startingSince(4));
        assertEquals(List.of(), openOf(ARENA));

        instances.run(instance);
        assertEquals(List.of(), startingSince(5));
        assertEquals(List.of(1L), openOf(ARENA));
    }

    @Test
    void shouldForgetAClosedInstanceInEveryIndex()
    {
        instances.close(open(1, ARENA, 5));
        final int running = open(1, ARENA, 5);
        instances.run(running);
        instances.close(running);

        assertEquals(InstanceDirectory.NONE, instances.byId(1));
        assertEquals(InstanceDirectory.NONE, instances.byId(2));
        assertEquals(List.of(), runOn(1));
        assertEquals(List.of(), startingSince(5));
        assertEquals(List.of(), openOf(ARENA));
        assertEquals(0, instances.countOn(nodes.at(0)));
        assertTrue(instances.wasThere(2));
        assertFalse(instances.wasThere(3));
    }

    @Test
    void shouldHideAnInstanceWhileItIsFull()
    {
        final int instance = open(1, CHESS, 0);
        instances.run(instance);
        assertEquals(0, instances.takeSeat(instance));
        assertEquals(1, instances.takeSeat(instance));
        assertEquals(List.of(), openOf(CHESS));

        instances.freeSeat(instance, 0);
        assertEquals(List.of(1L), openOf(CHESS));
        assertEquals(0, instances.takeSeat(instance));
    }

    @Test
    void shouldActLikeItsSnapshotWhateverItsPast()
    {
        liveThrough(new Random(42), 10_000);

        final InstanceDirectory restored = new Directories(NODES_MAX, 4096, INSTANCES_MAX, 4).instances();
        SlabCopy.restore(instances.table(), restored.table());
        restored.restoreNextId(instances.nextId());

        assertEquals(idsOf(instances), idsOf(restored));
        assertEquals(instances.table().slab().digest(), restored.table().slab().digest());
        assertEquals(open(1, ARENA, 0), restored.open(nodes.at(0), ARENA, 4, 0));
    }

    @Test
    void shouldAllocateNothingOnceItHasGrown()
    {
        liveThrough(new Random(1), 100_000); // Warm up, so that the compiler has had its share.
        final Random random = new Random(2);

        Allocation.expectNone(() -> liveThrough(random, 100_000));
    }

    @Test
    void shouldKeepOpenInstancesInOrderOfAge()
    {
        final Random random = new Random(3);
        final TreeSet<Long> expected = new TreeSet<>();
        for (int step = 0; step < 10_000; step++)
        {
            live(random, step);
            expected.clear();
            for (int it = 0; it < INSTANCES_MAX; it++)
            {
                if (isLive(it) && instances.isRunning(it) && !instances.isFull(it) && instances.type(it) == ARENA)
                {
                    expected.add(instances.id(it));
                }
            }
            assertEquals(List.copyOf(expected), openOf(ARENA));
        }
    }

    @Test
    void shouldCloseEveryInstanceOfANodeWhileVisiting()
    {
        for (int i = 0; i < 10; i++)
        {
            open(1 + i % 2, ARENA, 0);
        }

        instances.visitRunOn(nodes.byId(1), instances::close);
        assertEquals(5, instances.count());
        assertEquals(List.of(2L, 4L, 6L, 8L, 10L), runOn(2));
    }

    @Test
    void shouldThrowOnWhatItsCallersShouldHaveRefused()
    {
        for (int i = 0; i < INSTANCES_MAX; i++)
        {
            open(1, ARENA, 0);
        }

        assertTrue(instances.isFull());
        assertThrows(IllegalStateException.class, () -> open(1, ARENA, 0));
        final int instance = instances.byId(1);
        assertThrows(IllegalStateException.class, () -> instances.freeSeat(instance, 0));
        instances.takeSeat(instance);
        assertThrows(IllegalStateException.class, () -> instances.close(instance));
        instances.run(instance);
        assertThrows(IllegalStateException.class, () -> instances.run(instance));
    }

    private int open(final int nodeId, final int type, final long nowMs)
    {
        return instances.open(nodes.byId(nodeId), type, SEATS_MAX[type], nowMs);
    }

    private boolean isLive(final int instance)
    {
        return instances.table().slab().isLive(instance);
    }

    private void liveThrough(final Random random, final int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            live(random, step);
        }
    }

    private void live(final Random random, final long nowMs)
    {
        final int instance = random.nextInt(INSTANCES_MAX);
        if (!isLive(instance))
        {
            open(1 + random.nextInt(NODES_MAX), random.nextBoolean() ? ARENA : CHESS, nowMs);
        }
        else if (!instances.isRunning(instance) && random.nextBoolean())
        {
            instances.run(instance);
        }
        else if (instances.isEmpty(instance) && random.nextInt(4) == 0)
        {
            instances.close(instance);
        }
        else if (!instances.isFull(instance) && random.nextBoolean())
        {
            instances.takeSeat(instance);
        }
        else if (!instances.isEmpty(instance))
        {
            instances.freeSeat(instance, Long.numberOfTrailingZeros(instances.seatsTaken(instance)));
        }
    }

    private List<List<Long>> idsOf(final InstanceDirectory directory)
    {
        final List<List<Long>> ids = new ArrayList<>();
        final List<Long> visited = new ArrayList<>();
        directory.visitRunOn(nodes.at(0), (it) -> visited.add(directory.id(it)));
        directory.visitRunOn(nodes.at(1), (it) -> visited.add(directory.id(it)));
        directory.visitStartingSince(Long.MAX_VALUE, (it) -> visited.add(directory.id(it)));
        directory.visitStartingSince(9_900, (it) -> visited.add(directory.id(it)));
        ids.add(visited);
        ids.add(openOf(directory, ARENA));
        ids.add(openOf(directory, CHESS));
        return ids;
    }

    private List<Long> runOn(final int nodeId)
    {
        final List<Long> ids = new ArrayList<>();
        instances.visitRunOn(nodes.byId(nodeId), (it) -> ids.add(instances.id(it)));
        return ids;
    }

    private List<Long> startingSince(final long createdMs)
    {
        final List<Long> ids = new ArrayList<>();
        instances.visitStartingSince(createdMs, (it) -> ids.add(instances.id(it)));
        return ids;
    }

    private List<Long> openOf(final int type)
    {
        return openOf(instances, type);
    }

    private static List<Long> openOf(final InstanceDirectory directory, final int type)
    {
        final List<Long> ids = new ArrayList<>();
        int next = directory.openAfter(type, 0);
        while (next != InstanceDirectory.NONE)
        {
            ids.add(directory.id(next));
            next = directory.openAfter(type, directory.id(next));
        }
        return ids;
    }
}
