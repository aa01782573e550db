package io.muster.session.player;

import com.sun.management.ThreadMXBean;
import io.muster.session.ring.ConnectionIds;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlayersTest
{
    private static final int SLOTS = 64;
    private static final int LOOPS = 2;

    private final Players players = new Players(LOOPS, SLOTS);

    @Test
    void shouldFindAPlayerByEveryIndex()
    {
        final long id = ConnectionIds.of(9, 1, 5);
        final Player player = players.open(id, 0);
        players.identify(player, 500);

        assertSame(player, players.byConnection(id));
        assertSame(player, players.byUser(500));
        assertEquals(1, players.users());
    }

    @Test
    void shouldForgetAClosedPlayerInEveryIndex()
    {
        final long id = ConnectionIds.of(9, 1, 5);
        final Player player = players.open(id, 0);
        players.identify(player, 500);
        players.close(player);

        assertNull(players.byConnection(id));
        assertNull(players.byUser(500));
        final List<Player> visited = new ArrayList<>();
        players.visitAll(visited::add);
        assertEquals(List.of(), visited);
    }

    @Test
    void shouldNotTakeALaterConnectionInTheSameSlotForAnEarlierOne()
    {
        final long first = ConnectionIds.of(1, 0, 5);
        final long second = ConnectionIds.of(2, 0, 5);
        players.close(players.open(first, 0));
        final Player player = players.open(second, 0);

        assertNull(players.byConnection(first));
        assertSame(player, players.byConnection(second));
        assertNull(players.byConnection(ConnectionIds.of(2, 1, 5)));
    }

    @Test
    void shouldThrowOnWhatOnlyABugCanDo()
    {
        final Player player = players.open(ConnectionIds.of(1, 0, 0), 0);
        players.identify(player, 500);

        assertThrows(IllegalStateException.class, () -> players.open(ConnectionIds.of(2, 0, 0), 0));
        assertThrows(IllegalStateException.class, () -> players.identify(player, 501));
        final Player other = players.open(ConnectionIds.of(2, 0, 1), 0);
        assertThrows(IllegalStateException.class, () -> players.identify(other, 500));
        players.close(other);
        assertThrows(IllegalStateException.class, () -> players.close(other));
        assertThrows(IllegalStateException.class, () -> player.become(PlayerState.ENTERED));
    }

    @Test
    void shouldCloseEveryPlayerWhileVisiting()
    {
        for (int slot = 0; slot < SLOTS; slot++)
        {
            players.identify(players.open(ConnectionIds.of(slot + 1, slot % LOOPS, slot), 0), 1 + slot);
        }
        players.visitAll(players::close);

        assertEquals(0, players.users());
    }

    @Test
    void shouldNotAllocateOnceEverySlotWasUsed()
    {
        liveThrough(new Random(1), 200_000); // Warm up, so that the JIT and the class loader have had their share.
        final Random random = new Random(2);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        liveThrough(random, 100_000);

        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1_000);
    }

    private void liveThrough(final Random random, final int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            final int slot = random.nextInt(SLOTS);
            final Player player = players.byUser(1 + slot);
            if (player == null)
            {
                players.identify(players.open(ConnectionIds.of(i + 1, slot % LOOPS, slot), 0), 1 + slot);
            }
            else
            {
                players.close(player);
            }
        }
    }
}
