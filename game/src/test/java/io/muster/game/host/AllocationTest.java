package io.muster.game.host;

import com.sun.management.ThreadMXBean;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.SeatOutputDecoder;
import io.muster.codecs.samples.ArenaMoveEncoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import io.muster.game.journal.Journal;
import io.muster.node.capture.CaptureSettings;
import io.muster.node.capture.CaptureThread;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From packet in to packet out, all in one thread: the game agent, two workers, and arenas full of players. */
class AllocationTest
{
    private static final int ARENAS = 4;
    private static final int SEATS = 16;

    @TempDir
    private Path dir;

    private HostStand stand = new HostStand();
    private final byte[] move = move();
    private final long[] seen = new long[ARENAS * SEATS];
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SeatOutputDecoder output = new SeatOutputDecoder();
    private long firstUserId;
    private long inputSeq;
    private long outputs;

    /** The journal of every game goes to a real capture, which another thread writes. */
    @Test
    void shouldAllocateNothingMoreWhileItCaptures()
    {
        final Counters counters = new Counters();
        final CaptureSettings settings = new CaptureSettings(
            Settings.of(null, Map.of("capture.dir", dir.toString(), "capture.diskMin", "0", "capture.ring", "64m")));
        try (CaptureThread capture = new CaptureThread(settings, NodeKind.GAME, 1, counters, (thrown) -> {}))
        {
            stand = new HostStand(new Journal(capture.capture().ring(), TimeUnit.SECONDS.toNanos(1)));
            shouldAllocateNothingPerPacketAndTick();
        }
        assertTrue(counters.value("capture_messages_total") > 150 * ARENAS * SEATS, "every input, and more");
        assertEquals(0, counters.value("capture_dropped_total"));
        assertEquals(0, stand.counted.statesFailed.get());
    }

    @Test
    void shouldAllocateNothingPerPacketAndTick()
    {
        for (int round = 0; round < 20; round++)
        {
            begin(round); // Warm up, so that the JIT and the class loader have had their share.
            play(150);
        }

        begin(20);
        play(20);
        stand.master.isForgetful = true;
        final long outputsBefore = outputs;
        final long bytes = bytesAllocatedBy(() -> play(150));

        assertEquals(150L * ARENAS * SEATS, outputs - outputsBefore, 2 * ARENAS * SEATS);
        assertEquals(0, stand.counted.inputsOutOfOrder.get());
        assertTrue(bytes < 1_000, bytes + " bytes for " + (outputs - outputsBefore) + " outputs");
    }

    /** A new round of every arena, with every seat taken. */
    private void begin(final int round)
    {
        stand.players.listener = this::onPacket;
        firstUserId = 1_000L * (round + 1);
        inputSeq = 0;
        for (int arena = 0; arena < ARENAS; arena++)
        {
            stand.master.say(stand.master.messages.stopInstance(instanceOf(arena) - 1_000));
            stand.master.say(stand.master.messages.startInstance(instanceOf(arena), "arena", SEATS));
            for (int seat = 0; seat < SEATS; seat++)
            {
                final int player = arena * SEATS + seat;
                seen[player] = 0;
                stand.master.say(stand.master.messages.offerSeat(
                    instanceOf(arena), firstUserId + player, seat, "player"));
                stand.attach(1, instanceOf(arena), firstUserId + player);
            }
        }
        stand.pass(50);
    }

    /** Everyone moves, sees and acknowledges at each tick. */
    private void play(final int ticks)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            inputSeq++;
            for (int player = 0; player < ARENAS * SEATS; player++)
            {
                final long instanceId = instanceOf(player / SEATS);
                final long userId = firstUserId + player;
                stand.say(1, stand.messages.seatInput(instanceId, userId, inputSeq, seen[player], move));
                stand.say(1, stand.messages.seatAck(instanceId, userId, seen[player]));
            }
            stand.pass(50);
        }
    }

    private long instanceOf(final int arena)
    {
        return firstUserId + arena;
    }

    private void onPacket(final int nodeId, final MutableDirectBuffer buffer, final int index, final int length)
    {
        if (header.wrap(buffer, index).templateId() == SeatOutputDecoder.TEMPLATE_ID)
        {
            output.wrapAndApplyHeader(buffer, index, header);
            final int player = (int)(output.userId() - firstUserId);
            if (player >= 0 && player < seen.length)
            {
                seen[player] = output.outputSeq();
                outputs++;
            }
        }
    }

    private static byte[] move()
    {
        final byte[] move = new byte[MessageHeaderEncoder.ENCODED_LENGTH + ArenaMoveEncoder.BLOCK_LENGTH];
        new ArenaMoveEncoder().wrapAndApplyHeader(new UnsafeBuffer(move), 0, new MessageHeaderEncoder())
            .dx((byte)1).dy((byte)-1);
        return move;
    }

    private static long bytesAllocatedBy(final Runnable work)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
