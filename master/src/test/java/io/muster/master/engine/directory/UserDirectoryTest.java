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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UserDirectoryTest
{
    private static final int USERS_MAX = 300;
    private static final int NODES_MAX = 2;
    private static final long INSTANCE = 5;

    private final Directories directories = new Directories(NODES_MAX, 4096, 4, USERS_MAX);
    private final NodeDirectory nodes = directories.nodes();
    private final UserDirectory users = directories.users();
    private final DirectBuffer[] names = new DirectBuffer[USERS_MAX + 1];

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
    }

    @Test
    void shouldFindAUserByEveryIndex()
    {
        final int user = users.open(70, names[7], 5);
        users.attach(user, nodes.byId(1), 11);
        users.seat(user, INSTANCE, 0);

        assertEquals(user, users.byId(1));
        assertEquals(user, users.byName(names[7]));
        assertEquals(List.of(1L), carriedBy(users, 1));
        assertEquals(1, nodes.byId(1).load());
        assertEquals(user, users.firstIn(INSTANCE));
        users.detach(user, 9);
        assertEquals(List.of(), carriedBy(users, 1));
        assertEquals(List.of(1L), detachedSince(users, 9));
        assertEquals(List.of(), detachedSince(users, 8));
    }

    @Test
    void shouldForgetAUserInEveryIndex()
    {
        final int attached = users.open(70, names[7], 5);
        users.attach(attached, nodes.byId(1), 11);
        users.forget(attached);
        users.forget(users.open(70, names[7], 5));

        assertEquals(UserDirectory.NONE, users.byId(1));
        assertEquals(UserDirectory.NONE, users.byName(names[7]));
        assertEquals(0, nodes.byId(1).load());
        assertEquals(List.of(), carriedBy(users, 1));
        assertEquals(List.of(), detachedSince(users, Long.MAX_VALUE));
        assertEquals(0, users.count());
        assertEquals(0, users.countDetached());
    }

    @Test
    void shouldActLikeItsSnapshotWhateverItsPast()
    {
        liveThrough(new Random(42), 0, 20_000);

        final Directories copy = new Directories(NODES_MAX, 4096, 4, USERS_MAX);
        final UserDirectory restored = copy.users();
        SlabCopy.restore(users.table(), restored.table());
        restored.restoreNextId(users.nextId());

        assertEquals(users.table().slab().digest(), restored.table().slab().digest());
        assertEquals(carriedBy(users, 1), carriedBy(restored, 1));
        assertEquals(carriedBy(users, 2), carriedBy(restored, 2));
        assertEquals(users.countDetached(), restored.countDetached());
        for (long nowMs = 0; nowMs < 20_000; nowMs += 100)
        {
            assertEquals(detachedSince(users, nowMs), detachedSince(restored, nowMs));
        }
        final DirectBuffer name = new UnsafeBuffer("new".getBytes(StandardCharsets.UTF_8));
        assertEquals(users.open(1, name, 0), restored.open(1, name, 0));
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
    void shouldVisitTheUsersOfAnInstanceInTheOrderInWhichTheyCame()
    {
        for (int i = 0; i < 5; i++)
        {
            users.seat(users.open(i, names[i], 0), INSTANCE, i);
        }
        final int third = users.byId(3);
        users.unseat(third);
        users.seat(users.open(5, names[5], 0), INSTANCE, 2);
        users.seat(third, INSTANCE, 63);

        final List<Integer> seats = new ArrayList<>();
        for (int user = users.firstIn(INSTANCE); user != UserDirectory.NONE; user = users.nextIn(user))
        {
            seats.add(users.seat(user));
        }
        assertEquals(List.of(0, 1, 3, 4, 2, 63), seats);
        assertEquals(6, users.countIn(INSTANCE));
    }

    @Test
    void shouldForgetTheDetachedLongestFirstWhileVisiting()
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
            forgotten.add(users.id(user));
            users.forget(user);
        });
        assertEquals(List.of(4L, 2L), forgotten);
        assertEquals(3, users.count());
    }

    @Test
    void shouldFindTheSameWhateverItHashesNamesBy()
    {
        final Directories seeded = new Directories(NODES_MAX, 4096, 4, USERS_MAX);
        seeded.users().seedNames(42);
        for (int i = 0; i < USERS_MAX; i++)
        {
            assertEquals(users.open(i, names[i], i), seeded.users().open(i, names[i], i));
        }

        for (final DirectBuffer name : names)
        {
            assertEquals(users.byName(name), seeded.users().byName(name));
        }
        assertEquals(users.table().slab().digest(), seeded.users().table().slab().digest());
        assertThrows(IllegalStateException.class, () -> users.seedNames(7));
    }

    @Test
    void shouldNameAPlantedDifferenceByDirectorySlotAndField()
    {
        final Directories copy = new Directories(NODES_MAX, 4096, 4, USERS_MAX);
        users.open(70, names[7], 5);
        users.open(71, names[8], 5);
        SlabCopy.restore(nodes.table(), copy.nodes().table());
        SlabCopy.restore(users.table(), copy.users().table());
        assertEquals(List.of(), directories.differencesFrom(copy, 2));

        copy.users().beginRequest(1, 4);
        assertEquals(
            List.of("users: slot 1: request-seq: 0 here, 4 there"), directories.differencesFrom(copy, 2));
        copy.users().beginRequest(1, 0);
        copy.users().forget(1);
        copy.users().forget(0);
        assertEquals(
            List.of("users: slot 0: a record is only here"), directories.differencesFrom(copy, 1));
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
        final int user = users.byId(1);
        assertThrows(IllegalStateException.class, () -> users.detach(user, 0));
        assertThrows(IllegalStateException.class, () -> users.unseat(user));
        users.seat(user, INSTANCE, 0);
        assertThrows(IllegalStateException.class, () -> users.forget(user));
        assertThrows(IllegalStateException.class, () -> users.seat(user, INSTANCE, 1));
    }

    private void liveThrough(final Random random, final int fromMs, final int toMs)
    {
        for (int nowMs = fromMs; nowMs < toMs; nowMs++)
        {
            final DirectBuffer name = names[random.nextInt(USERS_MAX)];
            final int user = users.byName(name);
            if (user == UserDirectory.NONE)
            {
                if (!users.isFull())
                {
                    users.attach(users.open(nowMs, name, nowMs), nodes.byId(1 + random.nextInt(NODES_MAX)), nowMs);
                }
            }
            else if (!users.isDetached(user) && random.nextInt(3) != 0)
            {
                users.detach(user, nowMs);
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
        directory.visitCarriedBy(nodes.byId(nodeId), (user) -> ids.add(directory.id(user)));
        return ids;
    }

    private static List<Long> detachedSince(final UserDirectory directory, final long nowMs)
    {
        final List<Long> ids = new ArrayList<>();
        directory.visitDetachedSince(nowMs, (user) -> ids.add(directory.id(user)));
        return ids;
    }
}
