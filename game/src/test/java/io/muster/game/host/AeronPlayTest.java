package io.muster.game.host;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.SeatOutputDecoder;
import io.muster.game.instance.InstanceCounters;
import io.muster.game.instance.InstanceLimits;
import io.muster.game.journal.Journal;
import io.muster.game.worker.Lane;
import io.muster.game.worker.Messages;
import io.muster.game.worker.Parrot;
import io.muster.game.worker.Said;
import io.muster.game.worker.WorkerAgent;
import io.muster.node.Drivers;
import io.muster.node.NodeSettings;
import io.muster.node.Preflight;
import io.muster.node.play.PlayPeers;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A host and a session node that play over real UDP streams, each with ways as nodes have them. */
class AeronPlayTest
{
    private static final String HOST = "127.0.0.1";
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int SESSION_NODE = 1;
    private static final int GAME_NODE = 2;
    private static final int GAME = 7;
    private static final int ANN = 11;
    private static final int OUTPUTS = 200;

    private final NodeSettings settings = new NodeSettings(
        Settings.of(null, Map.of("node.aeronDir", CommonContext.generateRandomDirName(), "node.term", "64k")), "game");
    private final MediaDriver driver = Drivers.launch(settings, AeronPlayTest::fail);
    private final Aeron aeron = Drivers.connect(settings, AeronPlayTest::fail);
    private final String gameEndpoint = HOST + ":" + Preflight.udpPort(HOST, 0);
    private final String sessionEndpoint = HOST + ":" + Preflight.udpPort(HOST, 0);

    private final FakeMaster master = new FakeMaster();
    private final Counters counters = new Counters();
    private final Lane lane = Lane.ofBytes(1 << 16, 1 << 20);
    private final InstanceCounters counted = new InstanceCounters(counters);
    private final WorkerAgent worker = new WorkerAgent(0, SystemNanoClock.INSTANCE, lane, List.of(new Parrot.Type()),
        new InstanceLimits(8, 64, 64 * 1024, TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.SECONDS.toNanos(5), 1),
        counted, counters, Journal.off(), AeronPlayTest::fail);
    private final GameAgent agent = new GameAgent(SystemNanoClock.INSTANCE, List.of(lane), List.of(), master::join,
        PlayPort.of(new PlayPeers(settings, aeron, gameEndpoint, counters)), counters);

    private final Messages messages = new Messages();
    private final List<String> heard = new ArrayList<>();
    private PlayPeers session = sessionNode();
    private long seenOutputSeq;

    @AfterEach
    void close()
    {
        agent.onClose();
        CloseHelper.closeAll(session, aeron, driver);
    }

    @Test
    void shouldPlayOverRealStreamsAndGoOnWhenTheSessionNodeComesAgain()
    {
        master.say(master.messages.nodeUp(SESSION_NODE, NodeKind.SESSION, sessionEndpoint));
        master.say(master.messages.startInstance(GAME, "parrot", 2));
        master.say(master.messages.offerSeat(GAME, ANN, 0, "ann"));
        attach(1);

        for (int seq = 1; seq <= OUTPUTS; seq++)
        {
            input(seq);
            if (seq == OUTPUTS / 2)
            {
                beAwayFor(5);
                for (int again = 1; again <= seq; again++)
                {
                    input(again);
                }
            }
            final long wanted = seq - 20;
            await("output " + wanted, () -> seenOutputSeq >= wanted);
        }

        await("the last output", () -> seenOutputSeq == OUTPUTS);
        assertEquals(OUTPUTS, counted.inputsApplied.get());
        say(() -> messages.seatInput(GAME, ANN, OUTPUTS + 1, OUTPUTS, new byte[]{ 'q' }));
        await("the end", () -> master.heard.contains("ended 7"));
    }

    @Test
    void shouldRefuseByTheStreamThatAPacketCameBy()
    {
        master.say(master.messages.nodeUp(SESSION_NODE, NodeKind.SESSION, sessionEndpoint));
        await("refusal of an attachment", () ->
        {
            say(() -> messages.attachSeat(SESSION_NODE, 99, ANN, 1, 0));
            return heard.contains("refused INSTANCE_UNKNOWN");
        });
        heard.clear();
        await("refusal of an input", () ->
        {
            say(() -> messages.seatInput(99, ANN, 1, 0, new byte[1]));
            return heard.contains("refused INSTANCE_UNKNOWN");
        });
    }

    /** The session node dies with what is on its way, and another takes its place, with the player on it. */
    private void beAwayFor(final int cycles)
    {
        session.close();
        master.say(master.messages.nodeGone(SESSION_NODE));
        for (int i = 0; i < cycles; i++)
        {
            work();
        }
        session = sessionNode();
        master.say(master.messages.nodeUp(SESSION_NODE, NodeKind.SESSION, sessionEndpoint));
        attach(2);
    }

    private PlayPeers sessionNode()
    {
        final PlayPeers peers = new PlayPeers(settings, aeron, sessionEndpoint, new Counters());
        peers.onNodeUp(GAME_NODE, gameEndpoint);
        return peers;
    }

    private void input(final int seq)
    {
        final String word = seq % 10 == 0 ? "f" : "e" + seq;
        say(() -> messages.seatInput(GAME, ANN, seq, seenOutputSeq, word.getBytes()));
    }

    /** Ask until an answer has come. */
    private void attach(final int attachment)
    {
        heard.clear();
        await("attachment " + attachment, () ->
        {
            say(() -> messages.attachSeat(SESSION_NODE, GAME, ANN, attachment, seenOutputSeq));
            return heard.stream().anyMatch((word) -> word.startsWith("attached"));
        });
    }

    /** Send until the way takes it. */
    private void say(final IntSupplier message)
    {
        await("a way to the game node", () -> session.offer(
            GAME_NODE, messages.buffer, 0, message.getAsInt()));
    }

    private void await(final String what, final BooleanSupplier condition)
    {
        final long beganNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - beganNs > DEADLINE_NS)
            {
                throw new AssertionError("after 30 s still not: " + what + "; seen " + seenOutputSeq + " " + heard);
            }
            work();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
        }
    }

    private void work()
    {
        agent.doWork();
        worker.doWork();
        session.poll((buffer, offset, length, header) -> hear(buffer, offset), 10);
    }

    private void hear(final DirectBuffer buffer, final int offset)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.templateId() != SeatOutputDecoder.TEMPLATE_ID)
        {
            heard.add(Said.of(buffer, offset));
            return;
        }

        final SeatOutputDecoder output = new SeatOutputDecoder().wrapAndApplyHeader(buffer, offset, header);
        if (output.outputSeq() == seenOutputSeq + 1)
        {
            final int length = output.outputSeq() % 10 == 0 ? 4096 : ("e" + output.outputSeq()).length();
            assertEquals(length, output.payloadLength());
            seenOutputSeq++;
            session.offer(GAME_NODE, messages.buffer, 0, messages.seatAck(GAME, ANN, seenOutputSeq));
        }
    }

    private static void fail(final Throwable thrown)
    {
        throw new AssertionError(thrown);
    }
}
