package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UserDirectoryTest
{
    private static final int USERS_MAX = 300;
    private static final int NODES_MAX = 2;
    private static final GameOffer ARENA = new GameOffer(1, 0, 1, 64);

    private final NodeDirectory nodes = new NodeDirectory(NODES_MAX, 4096);
    private final InstanceDirectory instances = new InstanceDirectory(4, NODES_MAX);
    private final UserDirectory users = new UserDirectory(USERS_MAX, NODES_MAX, 4);
    private final DirectBuffer[] names = new DirectBuffer[USERS_MAX + 1];
    private Instance instance;

    @BeforeEach
    void openNodes()
    {
        for (int nodeId = 1; nodeId <= NODES_MAX; nodeId++)
        {
            nodes.open(nodeId, 1, new Registration(
                NodeKind.SESSION, 99, 0, 0, List.of(), "localhost:1", "localhost:2", ""), 0);
        }
        for (int i = 0; i < names.length; i++)
        {
            names[i] = new UnsafeBuffer(("name-" + i).getBytes(StandardCharsets.UTF_8));
        }
        instance = instances.open(nodes.at(0), ARENA, 64, 0);
    }

    @Test
    void shouldFindAUserByEveryIndex()
    {
        final User user = users.open(70, names[7], 5);
        users.attach(user, nodes.byId(1), 11);
        users.seat(user, instance, instances.takeSeat(instance));

        assertSame(user, users.byId(1));
        assertSame(user, users.byName(names[7]));
        assertEquals(List.of(1L), carriedBy(users, 1));
        assertSame(user, users.firstIn(instance));
        users.detach(user, 9);
        assertEquals(List.of(), carriedBy(users, 1));
        assertEquals(List.of(1L), detachedSince(users, 9));
        assertEquals(List.of(), detachedSince(users, 8));
    }

    @Test
    void shouldForgetAUserInEveryIndex()
    {
        final User attached = users.open(70, names[7], 5);
        users.attach(attached, nodes.byId(1), 11);
        users.forget(attached);
        users.forget(users.open(70, names[7], 5));

        assertNull(users.byId(1));
        assertNull(users.byName(names[7]));
        assertEquals(List.of(), carriedBy(users, 1));
        assertEquals(List.of(), detachedSince(users, Long.MAX_VALUE));
        assertEquals(0, users.count());
        assertEquals(0, users.countDetached());
    }

    @Test
    void shouldActLikeItsSnapshotWhateverItsPast()
    {
        liveThrough(new Random(42), 0, 20_000);

        final UserDirectory restored = new UserDirectory(USERS_MAX, NODES_MAX, 4);
        restored.restoreNextId(users.nextId());
        for (int slot = 0; slot < users.slotsUsed(); slot++)
        {
            final User it = users.at(slot);
            if (it != null)
            {
                final DirectBuffer name = new UnsafeBuffer(it.text(), it.nameOffset(), it.nameLength());
                restored.restoreCarrier(
                    restored.restore(it.slot, it.id, it.clientId, name),
                    it.session, it.connectionId, it.detachedMs, it.attachment);
            }
        }
        restored.restored();

        assertEquals(carriedBy(users, 1), carriedBy(restored, 1));
        assertEquals(carriedBy(users, 2), carriedBy(restored, 2));
        assertEquals(users.countDetached(), restored.countDetached());
        for (long nowMs = 0; nowMs < 20_000; nowMs += 100)
        {
            assertEquals(detachedSince(users, nowMs), detachedSince(restored, nowMs));
        }
        final DirectBuffer name = new UnsafeBuffer("new".getBytes(StandardCharsets.UTF_8));
        assertEquals(users.open(1, name, 0).slot, restored.open(1, name, 0).slot);
    }

    @Test
    void shouldAllocateNothingOnceItHasGrown()
    {
        for (int i = 0; i < USERS_MAX; i++)
        {
            users.open(i, names[i], 0);
        }
        liveThrough(new Random(1), 0, 100_000); // Warm up, so that the compiler has had its share.
        final Random random = new Random(2);

        Allocation.expectNone(() -> liveThrough(random, 100_000, 200_000));
    }

    @Test
    void shouldVisitTheUsersOfAnInstanceInTheOrderOfTheirSeats()
    {
        for (int i = 0; i < 5; i++)
        {
            users.seat(users.open(i, names[i], 0), instance, instances.takeSeat(instance));
        }
        final User third = users.byId(3);
        users.unseat(third);
        users.seat(users.open(5, names[5], 0), instance, 2);
        users.seat(third, instance, 63);

        final List<Integer> seats = new ArrayList<>();
        for (User user = users.firstIn(instance); user != null; user = users.nextIn(user))
        {
            seats.add(user.seat());
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 63), seats);
        assertEquals(6, users.countIn(instance));
        assertThrows(IllegalStateException.class, () -> users.seat(users.open(6, names[6], 0), instance, 63));
    }

    @Test
    void shouldForgetTheDetachedInSlotOrderWhileVisiting()
    {
        for (int i = 0; i < 5; i++)
        {
            users.attach(users.open(i, names[i], 0), nodes.byId(1), i);
        }
        users.detach(users.byId(4), 7);
        users.detach(users.byId(2), 7);
        users.detach(users.byId(5), 8);

        final List<Long> forgotten = new ArrayList<>();
        users.visitDetachedSince(7, (user) ->
        {
            forgotten.add(user.id());
            users.forget(user);
        });
        assertEquals(List.of(2L, 4L), forgotten);
        assertEquals(3, users.count());
    }

    @Test
    void shouldThrowOnWhatItsCallersShouldHaveRefused()
    {
        for (int i = 0; i < USERS_MAX; i++)
        {
            users.open(i, names[i], 0);
        }

        assertTrue(users.isFull());
        assertThrows(IllegalStateException.class, () -> users.open(1, names[USERS_MAX], 0));
        final User user = users.byId(1);
        assertThrows(IllegalStateException.class, () -> users.detach(user, 0));
        assertThrows(IllegalStateException.class, () -> users.unseat(user));
        users.seat(user, instance, 0);
        assertThrows(IllegalStateException.class, () -> users.forget(user));
        assertThrows(IllegalStateException.class, () -> users.seat(user, instance, 1));
    }

    private void liveThrough(final Random random, final int fromMs, final int toMs)
    {
        for (int nowMs = fromMs; nowMs < toMs; nowMs++)
        {
            final DirectBuffer name = names[random.nextInt(USERS_MAX)];
            final User user = users.byName(name);
            if (user == null)
            {
                if (!users.isFull())
                {
                    users.attach(users.open(nowMs, name, nowMs), nodes.byId(1 + random.nextInt(NODES_MAX)), nowMs);
                }
            }
            else if (user.session != null && random.nextInt(3) != 0)
            {
                users.detach(user, nowMs - nowMs % 10);
            }
            else if (random.nextBoolean())
            {
                users.attach(user, nodes.byId(1 + random.nextInt(NODES_MAX)), nowMs);
            }
            else
            {
                users.forget(user);
            }
        }
    }

    private List<Long> carriedBy(final UserDirectory directory, final int nodeId)
    {
        final List<Long> ids = new ArrayList<>();
        directory.visitCarriedBy(nodes.byId(nodeId), (user) -> ids.add(user.id()));
        return ids;
    }

    private static List<Long> detachedSince(final UserDirectory directory, final long nowMs)
    {
        final List<Long> ids = new ArrayList<>();
        directory.visitDetachedSince(nowMs, (user) -> ids.add(user.id()));
        return ids;
    }
}
