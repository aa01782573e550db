package io.muster.replay.capture;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.CommandBatchEncoder;
import io.muster.codecs.EventBatchEncoder;
import io.muster.codecs.GameBegunEncoder;
import io.muster.codecs.GameJoinedEncoder;
import io.muster.codecs.GameTickedEncoder;
import io.muster.codecs.InputEncoder;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.LoginEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserEnterEncoder;
import io.muster.codecs.UserEnteredEncoder;
import io.muster.codecs.UserRefusedEncoder;
import io.muster.codecs.WelcomeEncoder;
import io.muster.node.capture.Capture;
import io.muster.node.capture.CaptureRing;
import io.muster.node.capture.CaptureSettings;
import io.muster.node.capture.CaptureWriter;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;
import java.util.Map;

/** A capture by the real writer, a batch for each thing that is said. */
final class MadeCapture implements AutoCloseable
{
    static final int NODE = 9;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CaptureRing ring;
    private final CaptureWriter writer;

    /** @param startMs when the process says that it began. */
    MadeCapture(final Path dir, final NodeKind kind, final int nodeId, final long startMs)
    {
        final CaptureSettings settings = new CaptureSettings(Settings.of(
            null, Map.of("capture.dir", dir.toString(), "capture.diskMin", "0", "capture.ring", "64k")));
        final Capture capture = Capture.of(settings, new Counters());
        ring = capture.ring();
        writer = new CaptureWriter(capture, settings, kind, nodeId, () -> startMs, System.err);
        writer.onStart();
    }

    static MadeCapture session(final Path dir)
    {
        return new MadeCapture(dir, NodeKind.SESSION, NODE, 1_700_000_000_000L);
    }

    MadeCapture position(final long position)
    {
        ring.position(position);
        return this;
    }

    MadeCapture say(final CaptureWay way, final long peer, final long userId, final int length)
    {
        ring.begin();
        final int index = ring.claim(way, peer, userId, length);
        ring.buffer().putBytes(index, buffer, 0, length);
        ring.commit();
        writer.doWork();
        return this;
    }

    MadeCapture say(final CaptureWay way, final byte... bytes)
    {
        buffer.putBytes(0, bytes);
        return say(way, 5, 0, bytes.length);
    }

    /** What is too long for the ring is dropped. */
    MadeCapture drop(final int messages)
    {
        for (int i = 0; i < messages; i++)
        {
            ring.message(CaptureWay.JOURNAL, new UnsafeBuffer(new byte[20_000]), 0, 20_000);
        }
        return this;
    }

    MadeCapture moment(final CaptureWay way, final long connectionId)
    {
        ring.moment(way, connectionId, 0);
        writer.doWork();
        return this;
    }

    MadeCapture login(final long connectionId, final String name)
    {
        final LoginEncoder message = new LoginEncoder().wrapAndApplyHeader(buffer, 0, header).clientId(1).name(name);
        return say(CaptureWay.FROM_PLAYER, connectionId, 0, HEADER + message.encodedLength());
    }

    MadeCapture welcome(final long connectionId, final long userId)
    {
        final WelcomeEncoder message = new WelcomeEncoder().wrapAndApplyHeader(buffer, 0, header).userId(userId)
            .putKey(new byte[2], 0, 2);
        return say(CaptureWay.TO_PLAYER, connectionId, userId, HEADER + message.encodedLength());
    }

    MadeCapture input(final long connectionId, final long userId, final long instanceId)
    {
        final InputEncoder message = new InputEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).inputSeq(1).ackedOutputSeq(0).putPayload(new byte[]{1, 2}, 0, 2);
        return say(CaptureWay.FROM_PLAYER, connectionId, userId, HEADER + message.encodedLength());
    }

    /** A UserEnter with the name, and a JoinInstance of a user. */
    MadeCapture commands(final long connectionId, final String name, final long userId)
    {
        return say(CaptureWay.TO_MASTER, 0, 0, putCommands(buffer, connectionId, name, userId));
    }

    static int putCommands(
        final MutableDirectBuffer buffer, final long connectionId, final String name, final long userId)
    {
        final UnsafeBuffer part = new UnsafeBuffer(new byte[256]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final UserEnterEncoder enter = new UserEnterEncoder().wrapAndApplyHeader(part, 0, header)
            .connectionId(connectionId).name(name);
        final CommandBatchEncoder batch = new CommandBatchEncoder().wrapAndApplyHeader(buffer, 0, header)
            .incarnation(3).firstCommandSeq(11).ackedEventSeq(7).nodeId(NODE);
        final CommandBatchEncoder.CommandsEncoder commands = batch.commandsCount(2);
        commands.next().putMessage(part, 0, HEADER + enter.encodedLength());
        final JoinInstanceEncoder join = new JoinInstanceEncoder().wrapAndApplyHeader(part, 0, header)
            .userId(userId).requestSeq(1).instanceId(44);
        commands.next().putMessage(part, 0, HEADER + join.encodedLength());
        return HEADER + batch.encodedLength();
    }

    MadeCapture heartbeat()
    {
        final CommandBatchEncoder batch = new CommandBatchEncoder().wrapAndApplyHeader(buffer, 0, header)
            .incarnation(3).firstCommandSeq(13).ackedEventSeq(8).nodeId(NODE);
        batch.commandsCount(0);
        return say(CaptureWay.TO_MASTER, 0, 0, HEADER + batch.encodedLength());
    }

    /** A UserEntered, and a UserRefused of the connection after it. */
    MadeCapture events(final long connectionId, final long userId, final int gameNodeId)
    {
        final UnsafeBuffer part = new UnsafeBuffer(new byte[256]);
        final UserEnteredEncoder entered = new UserEnteredEncoder().wrapAndApplyHeader(part, 0, header)
            .connectionId(connectionId).userId(userId).gameNodeId(gameNodeId);
        final EventBatchEncoder batch = new EventBatchEncoder().wrapAndApplyHeader(buffer, 0, header)
            .incarnation(3).firstEventSeq(21).appliedCommandSeq(12).position(900).nodeId(NODE);
        final EventBatchEncoder.EventsEncoder events = batch.eventsCount(2);
        events.next().putMessage(part, 0, HEADER + entered.encodedLength());
        final UserRefusedEncoder refused = new UserRefusedEncoder().wrapAndApplyHeader(part, 0, header)
            .connectionId(connectionId + 1).code(RefusalCode.NAME_TAKEN);
        events.next().putMessage(part, 0, HEADER + refused.encodedLength());
        return say(CaptureWay.FROM_MASTER, 0, 0, HEADER + batch.encodedLength());
    }

    MadeCapture game(final long instanceId, final long userId, final String name)
    {
        final GameBegunEncoder begun = new GameBegunEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).step(1).tick(0).gameType("arena").seatsMax((short)8);
        say(CaptureWay.JOURNAL, instanceId, 0, HEADER + begun.encodedLength());
        final GameJoinedEncoder joined = new GameJoinedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).step(2).tick(0).userId(userId).name(name);
        say(CaptureWay.JOURNAL, instanceId, userId, HEADER + joined.encodedLength());
        final GameTickedEncoder ticked = new GameTickedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).step(3).tick(1);
        return say(CaptureWay.JOURNAL, instanceId, 0, HEADER + ticked.encodedLength());
    }

    @Override
    public void close()
    {
        writer.onClose();
    }
}
