package io.muster.node.play;

import com.sun.management.ThreadMXBean;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.muster.node.Await;
import io.muster.node.DriversFixture;
import io.muster.node.Preflight;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two nodes over one media driver. */
class PlayPeersTest
{
    private static final int SESSION = 1;
    private static final int GAME = 2;
    private static final int PACKET_BYTES_MAX = 4200;

    private final String sessionEndpoint = "127.0.0.1:" + Preflight.udpPort("127.0.0.1", 0);
    private final String gameEndpoint = "127.0.0.1:" + Preflight.udpPort("127.0.0.1", 0);
    private final DriversFixture drivers = new DriversFixture();
    private final PlayPeers session = new PlayPeers(drivers.settings, drivers.aeron, sessionEndpoint, new Counters());
    private final PlayPeers game = new PlayPeers(drivers.settings, drivers.aeron, gameEndpoint, new Counters());
    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[PACKET_BYTES_MAX]);
    private final List<Long> heard = new ArrayList<>();
    private final FragmentHandler ignore = (buffer, offset, length, header) -> {};

    @AfterEach
    void stop()
    {
        CloseHelper.closeAll(session, game, drivers);
    }

    @Test
    void shouldCarryPacketsBothWaysWholeAndInOrder()
    {
        meet();

        for (long i = 0; i < 100; i++)
        {
            sayUntilTaken(session, GAME, i);
        }
        Await.until("all heard", () -> heard.size() == 100, this::pollBoth);

        assertEquals(100, heard.stream().distinct().count());
        sayUntilTaken(game, SESSION, 200);
        Await.until("answered", () -> heard.contains(200L), this::pollBoth);
    }

    @Test
    void shouldDropWhatIsForANodeThatIsNotUp()
    {
        assertFalse(session.offer(GAME, packet, 0, 8));

        meet();
        session.onNodeGone(GAME);

        assertFalse(session.offer(GAME, packet, 0, 8));
    }

    @Test
    void shouldFollowANodeToAnotherEndpoint()
    {
        meet();
        final String movedEndpoint = "127.0.0.1:" + Preflight.udpPort("127.0.0.1", 0);
        try (PlayPeers moved = new PlayPeers(drivers.settings, drivers.aeron, movedEndpoint, new Counters()))
        {
            session.onNodeUp(GAME, movedEndpoint);
            Await.until("said", () -> session.offer(GAME, packet, 0, PACKET_BYTES_MAX), () -> session.poll(ignore, 1));
            Await.until("heard", () -> !heard.isEmpty(), () -> moved.poll(this::hear, 10));
        }
    }

    @Test
    void shouldGoOnWhenAnEndpointHasNoAddress()
    {
        session.onNodeUp(9, "no-such-host.invalid:4000");
        meet();

        assertFalse(session.offer(9, packet, 0, 8));
        assertEquals(List.of(), drivers.failures);
    }

    @Test
    void shouldEndTheProcessWhenTheHandlerThrows()
    {
        meet();
        session.offer(GAME, packet, 0, 8);
        final IllegalStateException bug = new IllegalStateException("a bug in a handler");
        final FragmentHandler broken = (buffer, offset, length, header) ->
        {
            throw bug;
        };

        Await.until("the bug is reported", () -> drivers.failures.contains(bug), () -> game.poll(broken, 1));
    }

    @Test
    void shouldNotAllocatePerPacket()
    {
        meet();
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int warm = 0; warm < 2; warm++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++)
            {
                session.offer(GAME, packet, 0, 64);
                game.poll(ignore, 10);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertTrue(allocated < 20_000, allocated + " bytes for 20,000 packets");
    }

    private void meet()
    {
        session.onNodeUp(GAME, gameEndpoint);
        game.onNodeUp(SESSION, sessionEndpoint);
        Await.until("the game is reached", () -> session.offer(GAME, packet, 0, 8), this::pollQuietly);
        Await.until("the session is reached", () -> game.offer(SESSION, packet, 0, 8), this::pollQuietly);
    }

    private void sayUntilTaken(final PlayPeers from, final int to, final long number)
    {
        packet.putLong(0, number);
        Await.until("said", () -> from.offer(to, packet, 0, PACKET_BYTES_MAX), this::pollBoth);
    }

    private void pollQuietly()
    {
        session.poll(ignore, 10);
        game.poll(ignore, 10);
    }

    private void pollBoth()
    {
        session.poll(this::hear, 10);
        game.poll(this::hear, 10);
    }

    /** The packets that were said to find out whether the way is there are shorter. */
    private void hear(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        if (length == PACKET_BYTES_MAX)
        {
            heard.add(buffer.getLong(offset));
        }
    }
}
