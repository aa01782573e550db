package io.muster.session.gateway;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedDecoder;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.session.Frames;
import io.muster.session.Heard;
import io.muster.session.RawPlayer;
import io.muster.session.SessionRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What each player may cost, and that a player who wants more is the only one to notice. */
class LimitsTest
{
    private SessionRig rig;

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldRefuseWhatIsTooManyOfItsKindAndNoOtherKind()
    {
        rig = new SessionRig("session.requestRate", "1");
        final RawPlayer player = rig.loggedIn(500);
        player.say(Frames.join(1, 70)).say(Frames.join(2, 70));
        assertEquals(2, rig.hearRefused(player, RefusalCode.REQUEST_PENDING).requestSeq());
        player.say(Frames.join(3, 70));
        assertEquals(3, rig.hearRefused(player, RefusalCode.RATE_LIMITED).requestSeq());
        player.say(Frames.find(9, "arena", 1));
        rig.query();
    }

    @Test
    void shouldTurnAwayWhoIsOneTooMany()
    {
        rig = new SessionRig("session.connectionsMax", "2", "session.addressConnectionsMax", "2");
        final RawPlayer first = rig.loggedIn(500);
        rig.loggedIn(501);
        rig.hearClosing(rig.connect(), RefusalCode.CONNECTIONS_FULL);

        first.close();
        rig.command();
        rig.await(() -> rig.count("connections") == 1);
        rig.loggedIn(502);
    }

    @Test
    void shouldLimitTheConnectionsOfOneAddress()
    {
        rig = new SessionRig("session.addressConnectionsMax", "1");
        rig.loggedIn(500);

        rig.hearClosing(rig.connect(), RefusalCode.CONNECTIONS_FULL);
    }

    @Test
    void shouldForgetAConnectionThatEndsAtOnce()
    {
        rig = new SessionRig("session.connectionsMax", "4", "session.addressConnectionsMax", "4");
        for (int i = 0; i < 200; i++)
        {
            rig.connect().close();
            rig.step();
        }
        rig.await(() -> rig.count("connections") == 0);

        for (int i = 0; i < 4; i++)
        {
            rig.loggedIn(500 + i);
        }
    }

    @Test
    void shouldCloseWhoDoesNotRead()
    {
        rig = new SessionRig("session.outboundMax", "16k", "session.frameMax", "2k", "session.linger", "100ms");
        final RawPlayer slow = new RawPlayer(rig.gateway.tcpPort(), 4_096);
        rig.logIn(slow, 500);
        rig.master.seated(500, 0, 1, 70);
        rig.await(() ->
        {
            rig.master.seatOutput(70, 500, 1, "x".repeat(4_000));
            return rig.gateway.refusals().told(RefusalCode.CONSUMER_TOO_SLOW) == 1;
        });

        // It is detached at once, and gone soon, though it never reads.
        rig.command();
        rig.await(() -> rig.count("connections") == 0);
        slow.close();
    }

    @Test
    void shouldSpareASlowPlayerHeartbeatsAndNothingElse()
    {
        rig = new SessionRig(
            "session.heartbeatRate", "100000", "session.frameRate", "100000", "session.outboundMax", "64m");
        final RawPlayer slow = new RawPlayer(rig.gateway.tcpPort(), 65_536);
        rig.logIn(slow, 500);
        rig.master.seated(500, 0, 1, 70);
        rig.await(() ->
        {
            rig.master.seatOutput(70, 500, 1, "x".repeat(4_000));
            slow.trySend(ByteBuffer.wrap(Frames.framed(Frames.heartbeat(8))));
            return rig.count("heartbeats_conflated_total") > 0;
        });
        assertEquals(0, rig.gateway.refusals().told(RefusalCode.CONSUMER_TOO_SLOW));

        // Once it reads, it hears everything, and the last heartbeat's answer.
        rig.await(() ->
            rig.count("outputs_total") - rig.count("outputs_dropped_total") == countOutputs(slow));
        slow.close();
    }

    private int outputs;

    private int countOutputs(final RawPlayer player)
    {
        Heard heard = player.hear();
        while (heard != null)
        {
            outputs += heard.bytes().length > 4_000 ? 1 : 0;
            heard = player.hear();
        }
        return outputs;
    }

    @Test
    void shouldNotLetOneFloodDelayOthers()
    {
        rig = new SessionRig("session.frameRate", "1000", "session.checkInRate", "100");
        final RawPlayer flooder = rig.connect();
        final ByteBuffer flood = floodOf(20_000);
        final RawPlayer other = rig.connect();
        final List<Long> waits = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 50; i++)
        {
            flooder.trySend(flood);
            final long startNs = System.nanoTime();
            other.say(Frames.checkIn(1));
            rig.hear(other, SessionNodesDecoder.TEMPLATE_ID);
            waits.add(System.nanoTime() - startNs);
            for (Heard heard = flooder.hear(); heard != null; heard = flooder.hear())
            {
                refused += heard.templateId() == RefusedDecoder.TEMPLATE_ID ? 1 : 0;
            }
        }
        waits.sort(null);
        assertTrue(refused > 0, "the flooder is told");
        assertTrue(rig.count("connection_pauses_total") > 0, "the flooder is read more slowly");
        assertTrue(waits.get(25) < TimeUnit.MILLISECONDS.toNanos(50), () -> "others waited " + waits);
    }

    @Test
    void shouldReadOnAfterAPause()
    {
        rig = new SessionRig("session.frameRate", "200", "session.heartbeatRate", "100000");
        final RawPlayer player = rig.connect();
        for (int i = 1; i <= 600; i++)
        {
            player.say(Frames.heartbeat(i));
        }
        final Heard last = rig.await(() ->
        {
            final Heard heard = player.hearAny();
            return heard != null && heard.heartbeat().clientNs() == 600 ? heard : null;
        });
        assertEquals(600, last.heartbeat().clientNs());
        assertTrue(rig.count("connection_pauses_total") > 0);
    }

    @Test
    void shouldNotTakeItsOwnPauseForThePlayersSilence()
    {
        rig = new SessionRig("session.frameRate", "100", "session.heartbeat", "100ms");
        final RawPlayer player = rig.connect();
        for (int i = 0; i < 300; i++)
        {
            player.say(Frames.heartbeat(i)); // A second of debt, and 300 ms would be silence.
        }
        rig.await(() -> rig.count("connection_pauses_total") > 0);
        player.say(Frames.checkIn(1));

        Heard heard = rig.await(player::hear);
        while (heard.templateId() == RefusedDecoder.TEMPLATE_ID)
        {
            heard = rig.await(player::hear);
        }
        assertEquals(SessionNodesDecoder.TEMPLATE_ID, heard.templateId(), heard::toString);
    }

    @Test
    void shouldSayNoWhenTheAgentIsBehind()
    {
        rig = new SessionRig("session.inboundRing", "64k", "session.frameMax", "4k", "session.playRate", "1000");
        final RawPlayer player = rig.connect();
        final byte[] input = Frames.input(1, 1, 0, 1_000);
        for (int i = 0; i < 80; i++)
        {
            player.say(input);
        }
        awaitWithoutAgent(() -> rig.count("inbound_full_total") > 0);
        rig.hearRefused(player, RefusalCode.RATE_LIMITED);
    }

    @Test
    void shouldTellTheAgentLaterOfWhoWentWhileItWasBehind()
    {
        rig = new SessionRig("session.inboundRing", "64k", "session.frameMax", "4k", "session.playRate", "1000");
        final RawPlayer gone = rig.loggedIn(500);
        final RawPlayer player = rig.connect();
        rig.await(() -> rig.count("connections") == 2);
        for (int i = 0; i < 80; i++)
        {
            player.say(Frames.input(1, 1, 0, 1_000));
        }
        awaitWithoutAgent(() -> rig.count("inbound_full_total") > 0);
        gone.close();
        awaitWithoutAgent(() -> rig.count("connections") == 1);

        rig.command();
    }

    private static void awaitWithoutAgent(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() - deadlineNs < 0)
        {
            Thread.onSpinWait();
        }
        assertTrue(condition.getAsBoolean());
    }

    @Test
    void shouldCarryPlayersOnTwoEventLoops()
    {
        rig = new SessionRig("session.eventLoops", "2");
        for (int i = 0; i < 8; i++)
        {
            final RawPlayer player = rig.loggedIn(500 + i);
            player.say(Frames.checkIn(1));
            rig.hear(player, SessionNodesDecoder.TEMPLATE_ID);
        }
        rig.stop();
        rig.await(() -> rig.gateway.refusals().told(RefusalCode.NODE_STOPPING) == 8);
    }

    private static ByteBuffer floodOf(final int frames)
    {
        final byte[] frame = Frames.framed(Frames.checkIn(1));
        final ByteBuffer flood = ByteBuffer.allocate(frames * frame.length);
        for (int i = 0; i < frames; i++)
        {
            flood.put(frame);
        }
        return flood.flip();
    }
}
