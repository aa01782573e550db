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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InstanceDirectoryTest
{
    private static final int INSTANCES_MAX = 64;
    private static final int NODES_MAX = 2;
    private static final GameOffer ARENA = new GameOffer(1, 0, 1, 4);
    private static final GameOffer CHESS = new GameOffer(1, 2, 1, 2);

    private final NodeDirectory nodes = new NodeDirectory(NODES_MAX, 4096);
    private final InstanceDirectory instances = new InstanceDirectory(INSTANCES_MAX, NODES_MAX);

    @BeforeEach
    void openNodes()
    {
        for (int nodeId = 1; nodeId <= NODES_MAX; nodeId++)
        {
            nodes.open(nodeId, 1, new Registration(
                NodeKind.GAME, 99, 0, 0, List.of(ARENA, CHESS), "localhost:1", "localhost:2", ""), 0);
        }
    }

    @Test
    void shouldFindAnInstanceByEveryIndex()
    {
        final Instance instance = open(1, ARENA, 5);
        assertSame(instance, instances.byId(1));
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
        final Instance running = open(1, ARENA, 5);
        instances.run(running);
        instances.close(running);

        assertNull(instances.byId(1));
        assertNull(instances.byId(2));
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
        final Instance instance = open(1, CHESS, 0);
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

        final InstanceDirectory restored = new InstanceDirectory(INSTANCES_MAX, NODES_MAX);
        restored.restoreNextId(instances.nextId());
        for (int slot = 0; slot < instances.slotsUsed(); slot++)
        {
            final Instance it = instances.at(slot);
            if (it != null)
            {
                final Instance copy = restored.restore(it.slot, it.id, it.createdMs, it.seatsTaken);
                restored.describe(copy, it.gameNode, it.typeHead, it.typeTail, it.seatsMax);
                if (it.isRunning)
                {
                    restored.restoreRunning(copy);
                }
            }
        }
        restored.restored();

        assertEquals(idsOf(instances), idsOf(restored));
        assertEquals(open(1, ARENA, 0).slot, restored.open(nodes.at(0), ARENA, 4, 0).slot);
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
            for (int slot = 0; slot < instances.slotsUsed(); slot++)
            {
                final Instance it = instances.at(slot);
                if (it != null && it.isRunning && !it.isFull() && it.typeTail == ARENA.typeTail())
                {
                    expected.add(it.id);
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
        final Instance instance = instances.byId(1);
        assertThrows(IllegalStateException.class, () -> instances.freeSeat(instance, 0));
        instances.takeSeat(instance);
        assertThrows(IllegalStateException.class, () -> instances.close(instance));
        instances.run(instance);
        assertThrows(IllegalStateException.class, () -> instances.run(instance));
    }

    private Instance open(final int nodeId, final GameOffer game, final long nowMs)
    {
        return instances.open(nodes.byId(nodeId), game, game.seatsMax(), nowMs);
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
        final Instance instance = instances.at(random.nextInt(INSTANCES_MAX));
        if (instance == null)
        {
            if (!instances.isFull())
            {
                open(1 + random.nextInt(NODES_MAX), random.nextBoolean() ? ARENA : CHESS, nowMs);
            }
        }
        else if (!instance.isRunning && random.nextBoolean())
        {
            instances.run(instance);
        }
        else if (instance.isEmpty() && random.nextInt(4) == 0)
        {
            instances.close(instance);
        }
        else if (!instance.isFull() && random.nextBoolean())
        {
            instances.takeSeat(instance);
        }
        else if (!instance.isEmpty())
        {
            instances.freeSeat(instance, Long.numberOfTrailingZeros(instance.seatsTaken));
        }
    }

    private List<List<Long>> idsOf(final InstanceDirectory directory)
    {
        final List<List<Long>> ids = new ArrayList<>();
        final List<Long> visited = new ArrayList<>();
        directory.visitRunOn(nodes.at(0), (it) -> visited.add(it.id));
        directory.visitRunOn(nodes.at(1), (it) -> visited.add(it.id));
        directory.visitStartingSince(Long.MAX_VALUE, (it) -> visited.add(it.id));
        directory.visitStartingSince(9_900, (it) -> visited.add(it.id));
        ids.add(visited);
        ids.add(openOf(directory, ARENA));
        ids.add(openOf(directory, CHESS));
        return ids;
    }

    private List<Long> runOn(final int nodeId)
    {
        final List<Long> ids = new ArrayList<>();
        instances.visitRunOn(nodes.byId(nodeId), (it) -> ids.add(it.id));
        return ids;
    }

    private List<Long> startingSince(final long createdMs)
    {
        final List<Long> ids = new ArrayList<>();
        instances.visitStartingSince(createdMs, (it) -> ids.add(it.id));
        return ids;
    }

    private List<Long> openOf(final GameOffer game)
    {
        return openOf(instances, game);
    }

    private static List<Long> openOf(final InstanceDirectory directory, final GameOffer game)
    {
        final List<Long> ids = new ArrayList<>();
        Instance next = directory.openAfter(game.typeHead(), game.typeTail(), 0);
        while (next != null)
        {
            ids.add(next.id);
            next = directory.openAfter(game.typeHead(), game.typeTail(), next.id);
        }
        return ids;
    }
}
