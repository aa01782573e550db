package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NodeDirectoryTest
{
    private static final int NODES_MAX = 8;
    private static final int OUTBOX_BYTES_MAX = 4096;
    private static final Registration REGISTRATION =
        new Registration(NodeKind.SESSION, 10, 1, 2, List.of(), "localhost:1", "localhost:2", "localhost");

    private final NodeDirectory nodes = new NodeDirectory(NODES_MAX, OUTBOX_BYTES_MAX);

    @Test
    void shouldFindANodeUpOrDown()
    {
        final Node node = nodes.open(7, 1, REGISTRATION, 0);
        assertSame(node, nodes.byId(7));
        assertSame(node, nodes.at(0));

        nodes.takeDown(node);
        assertSame(node, nodes.byId(7));
        nodes.reopen(node, 2, REGISTRATION, 0);
        assertEquals(2, nodes.byId(7).incarnation());
        assertEquals(3, nodes.changes());
    }

    @Test
    void shouldForgetANodeInEveryIndexWhenAnotherTakesItsPlace()
    {
        for (int nodeId = 1; nodeId <= NODES_MAX; nodeId++)
        {
            nodes.open(nodeId, 1, REGISTRATION, 0);
        }
        assertTrue(nodes.isFull());
        assertThrows(IllegalStateException.class, () -> nodes.open(99, 1, REGISTRATION, 0));

        nodes.takeDown(nodes.byId(3));
        final Node node = nodes.open(99, 1, REGISTRATION, 0);
        assertEquals(2, node.slot());
        assertNull(nodes.byId(3));
        assertSame(node, nodes.byId(99));
    }

    @Test
    void shouldActLikeItsSnapshotWhateverItsPast()
    {
        liveThrough(new Random(42), 10_000);

        final NodeDirectory restored = new NodeDirectory(NODES_MAX, OUTBOX_BYTES_MAX);
        SlabCopy.restore(nodes.table(), restored.table());
        restored.restored();
        for (Node node = restored.first(); node != null; node = restored.next(node))
        {
            node.restore(REGISTRATION);
        }

        for (int nodeId = 1_000; !nodes.isFull(); nodeId++)
        {
            assertEquals(
                nodes.open(nodeId, 1, REGISTRATION, 0).slot(), restored.open(nodeId, 1, REGISTRATION, 0).slot());
        }
        assertTrue(restored.isFull());
    }

    @Test
    void shouldAllocateNothingForANodeThatComesAndGoes()
    {
        liveThrough(new Random(1), 100_000); // Warm up, so that the compiler has had its share.
        final Random random = new Random(2);

        Allocation.expectNone(() -> liveThrough(random, 100_000));
    }

    @Test
    void shouldThrowOnWhatItsCallersShouldHaveRefused()
    {
        final Node node = nodes.open(1, 5, REGISTRATION, 0);

        assertThrows(IllegalStateException.class, () -> nodes.open(1, 6, REGISTRATION, 0));
        assertThrows(IllegalStateException.class, () -> nodes.reopen(node, 6, REGISTRATION, 0));
        nodes.takeDown(node);
        assertThrows(IllegalStateException.class, () -> nodes.takeDown(node));
        assertThrows(IllegalStateException.class, () -> nodes.reopen(node, 5, REGISTRATION, 0));
        assertThrows(IllegalStateException.class, () -> node.restore(new Registration(
            NodeKind.SESSION, 11, 1, 2, List.of(), "localhost:1", "localhost:2", "localhost")));
    }

    private void liveThrough(final Random random, final int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            final int nodeId = 1 + random.nextInt(2 * NODES_MAX);
            final Node node = nodes.byId(nodeId);
            if (node == null && !nodes.isFull())
            {
                nodes.open(nodeId, 1, REGISTRATION, step);
            }
            else if (node != null && node.isUp())
            {
                nodes.takeDown(node);
                node.heardAt(step);
            }
            else if (node != null)
            {
                nodes.reopen(node, node.incarnation() + 1, REGISTRATION, step);
            }
        }
    }
}
