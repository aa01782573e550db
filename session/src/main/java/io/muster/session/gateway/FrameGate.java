package io.muster.session.gateway;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.PlayerHeartbeatDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SessionHeartbeatEncoder;
import io.muster.session.frame.FrameCheck;
import io.muster.session.frame.FrameKind;
import io.muster.session.frame.PlayerFrame;
import io.muster.session.frame.RefusalPublisher;
import io.muster.session.ring.Inbound;
import io.netty.buffer.ByteBuf;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

import static io.muster.codecs.RefusalCode.NONE;
import static io.muster.codecs.RefusalCode.RATE_LIMITED;
import static io.muster.session.ring.Inbound.FRAME_OFFSET;

/**
 * What a message must pass before the agent hears it: its shape and fields, and its rate. Heartbeats are answered here.
 * <p>
 * A frame that is wrong, or one too many of its kind, is refused and dropped; who keeps sending wrong ones is closed.
 * Whoever sends more frames in all than may be is not refused but read more slowly, so that TCP holds the flood back at
 * its source. Belongs to one event loop's thread; allocates nothing.
 */
final class FrameGate
{
    private static final int REPLY_BYTES_MAX = 256;

    private final FrameCheck check = new FrameCheck();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
    private final PlayerHeartbeatDecoder playerHeartbeat = new PlayerHeartbeatDecoder();
    private final SessionHeartbeatEncoder sessionHeartbeat = new SessionHeartbeatEncoder();
    private final MutableDirectBuffer reply = new UnsafeBuffer(new byte[REPLY_BYTES_MAX]);
    private final RateLimit[] rates = new RateLimit[FrameKind.values().length];

    private final GatewayLoop loop;
    private final GatewaySettings settings;
    private final GatewayCounters counters;
    private final RefusalPublisher refusals;
    private final Inbound inbound;
    private final byte[] frameBytes;
    private final MutableDirectBuffer frame;

    FrameGate(
        final GatewayLoop loop,
        final GatewaySettings settings,
        final GatewayCounters counters,
        final RefusalPublisher refusals,
        final Inbound inbound)
    {
        this.loop = loop;
        this.settings = settings;
        this.counters = counters;
        this.refusals = refusals;
        this.inbound = inbound;
        frameBytes = new byte[FRAME_OFFSET + settings.frameBytesMax];
        frame = new UnsafeBuffer(frameBytes);
        settings.rates.forEach((kind, rate) -> rates[kind.ordinal()] = rate);
    }

    /** A connection begins with full buckets. */
    void open(final Connection connection, final long nowNs)
    {
        Arrays.fill(connection.fullNs, nowNs);
        connection.badFramesFullNs = nowNs;
        connection.allFramesFullNs = nowNs;
    }

    /** A whole message of a player; not longer than the limit. */
    void onMessage(final Connection connection, final ByteBuf in, final int index, final int length, final long nowNs)
    {
        in.getBytes(index, frameBytes, FRAME_OFFSET, length);
        counters.framesReceived.increment();
        connection.heard(frame, FRAME_OFFSET, length, nowNs);
        takeFromAllFrames(connection, nowNs);

        final RefusalCode code = check.check(frame, FRAME_OFFSET, length);
        if (code != NONE)
        {
            refuseBad(connection, code, nowNs);
            return;
        }
        final PlayerFrame message = check.frame();
        final int kind = message.kind().ordinal();
        if (!rates[kind].admits(connection.fullNs[kind], nowNs))
        {
            refuse(connection, RATE_LIMITED);
            return;
        }
        connection.fullNs[kind] = rates[kind].take(connection.fullNs[kind], nowNs);
        if (message == PlayerFrame.PLAYER_HEARTBEAT)
        {
            answerHeartbeat(connection);
        }
        else if (!inbound.frame(connection.id, frame, length))
        {
            counters.inboundFull.increment();
            refuse(connection, RATE_LIMITED);
        }
    }

    /** A ping of the transport's own. */
    void onPing(final Connection connection, final long nowNs)
    {
        takeFromAllFrames(connection, nowNs);
    }

    /** Speak if nothing was said for long; owed answers to heartbeats are conflated into the last one. */
    void heartbeat(final Connection connection)
    {
        sessionHeartbeat.wrapAndApplyHeader(reply, 0, replyHeader)
            .clientNs(connection.isHeartbeatOwed ? connection.heartbeatNs : 0);
        connection.isHeartbeatOwed = false;
        loop.send(connection, reply, 0, MessageHeaderEncoder.ENCODED_LENGTH + SessionHeartbeatEncoder.BLOCK_LENGTH);
    }

    /** Write the last frame of a connection. */
    void closing(final Connection connection, final RefusalCode code)
    {
        refusals.closing(reply, 0, code);
        connection.append(reply, 0, RefusalPublisher.closingLength(code));
    }

    /** May a paused connection be read again? */
    boolean isFrameDue(final Connection connection, final long nowNs)
    {
        return settings.allFrames.admits(connection.allFramesFullNs, nowNs);
    }

    /** Frames that were read already are taken as debt, which the pause pays back. */
    private void takeFromAllFrames(final Connection connection, final long nowNs)
    {
        connection.allFramesFullNs = settings.allFrames.take(connection.allFramesFullNs, nowNs);
        if (!connection.isPaused && !isFrameDue(connection, nowNs))
        {
            counters.pauses.increment();
            connection.pause(true);
        }
    }

    private void refuseBad(final Connection connection, final RefusalCode code, final long nowNs)
    {
        if (settings.badFrames.admits(connection.badFramesFullNs, nowNs))
        {
            connection.badFramesFullNs = settings.badFrames.take(connection.badFramesFullNs, nowNs);
            refuse(connection, code);
        }
        else
        {
            loop.close(connection, code);
        }
    }

    private void refuse(final Connection connection, final RefusalCode code)
    {
        refusals.refused(reply, 0, code).requestSeq(check.requestSeq()).queryId(check.queryId());
        loop.send(connection, reply, 0, RefusalPublisher.refusedLength(code));
    }

    /** To a player that does not read, the answer is owed until it does: nothing else may be left out. */
    private void answerHeartbeat(final Connection connection)
    {
        connection.heartbeatNs = playerHeartbeat.wrapAndApplyHeader(frame, FRAME_OFFSET, header).clientNs();
        connection.isHeartbeatOwed = true;
        if (connection.isDrained())
        {
            heartbeat(connection);
        }
        else
        {
            counters.heartbeatsConflated.increment();
        }
    }
}
