package io.muster.session.gateway;

import io.muster.codecs.RefusalCode;
import io.muster.session.frame.FrameCapture;
import io.muster.session.frame.RefusalPublisher;
import io.muster.session.ring.ConnectionIds;
import io.muster.session.ring.Inbound;
import io.muster.session.ring.OutboundRing;
import io.muster.session.ring.WakeUp;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.EventExecutor;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * One event loop's part of the gateway: its connections, and its ends of the rings. Everything here is touched by the
 * thread of that event loop alone.
 */
final class GatewayLoop
{
    private static final int DRAIN_MAX = 1024;

    private final NanoClock clock;
    private final GatewaySettings settings;
    private final GatewayCounters counters;
    private final SharedLimits limits;
    private final Inbound inbound;
    private final OutboundRing outbound;
    private final ErrorHandler onFailure;
    private final ErrorHandler onBug;
    private final int index;
    private final EventExecutor eventLoop;
    private final FrameGate gate;
    private final FrameCapture capture;
    private final byte[] copy = new byte[Framing.MESSAGE_BYTES_MAX];
    private final UnsafeBuffer told = new UnsafeBuffer(new byte[Inbound.FRAME_OFFSET]);
    private final MessageHandler dispatch = this::dispatch;
    private final WakeUp wakeUp;

    private final Connection[] slots;
    private final BitSet live;
    private final ArrayList<Connection> unflushed = new ArrayList<>();
    private long serial;
    private int turnedAway;
    private long nowNs;

    GatewayLoop(
        final int index,
        final EventExecutor eventLoop,
        final NanoClock clock,
        final GatewayShared shared,
        final OutboundRing outbound)
    {
        this.index = index;
        this.eventLoop = eventLoop;
        this.clock = clock;
        this.settings = shared.settings();
        this.counters = shared.counters();
        this.limits = shared.limits();
        this.inbound = shared.inbound();
        this.onFailure = shared.onFailure();
        this.onBug = shared.onBug();
        this.outbound = outbound;
        capture = new FrameCapture(shared.capture().ring());
        gate = new FrameGate(this, settings, counters, new RefusalPublisher(shared.refusals()), inbound);
        final Runnable drain = this::drain;
        wakeUp = new WakeUp(eventLoop, () -> attempt(drain));
        slots = new Connection[settings.slotsPerLoop()];
        live = new BitSet(slots.length);
    }

    /** The thread that owns all this. */
    EventExecutor executor()
    {
        return eventLoop;
    }

    /** How the agent wakes this loop. */
    WakeUp wakeUp()
    {
        return wakeUp;
    }

    /** A channel has connected and begins its handshakes. Null: there is no room even to say that there is none. */
    Connection connected(final Channel channel, final InetAddress address, final Framing framing)
    {
        final int slot = live.nextClearBit(0);
        if (slot == slots.length)
        {
            return null;
        }
        final boolean isCounted = limits.admit(address);
        if (!isCounted && turnedAway == GatewaySettings.TURNED_AWAY_MAX)
        {
            return null;
        }
        turnedAway += isCounted ? 0 : 1;
        counters.accepted.increment();
        counters.connections.increment();

        final Connection connection =
            new Connection(ConnectionIds.of(++serial, index, slot), channel, address, framing, copy, capture);
        slots[slot] = connection;
        live.set(slot);
        readClock();
        connection.isCounted = isCounted;
        connection.deadlineNs = nowNs + settings.handshakeMaxNs;
        return connection;
    }

    /** The handshakes are over: messages may go both ways. */
    void opened(final Connection connection)
    {
        readClock();
        connection.open(nowNs);
        gate.open(connection, nowNs);
        if (connection.isCounted && inbound.opened(connection.id, told))
        {
            connection.isTold = true;
        }
        else
        {
            close(connection, RefusalCode.CONNECTIONS_FULL);
        }
    }

    /** The clock is read once for each batch that a socket gives. */
    void readClock()
    {
        nowNs = clock.nanoTime();
        capture.begin();
    }

    /** A whole message; what is said before the handshakes are over, or after the closing, is not heard. */
    void onMessage(final Connection connection, final ByteBuf in, final int index, final int length)
    {
        if (connection.isOpen && !connection.isClosing)
        {
            gate.onMessage(connection, in, index, length, nowNs);
        }
    }

    /** Append a message to what the next flush gives to the socket. */
    void send(final Connection connection, final DirectBuffer buffer, final int offset, final int length)
    {
        if (!connection.hasOutgoing())
        {
            unflushed.add(connection);
        }
        connection.append(buffer, offset, length);
        connection.spokenNs = nowNs;
        counters.framesSent.increment();
        counters.bytesSent.getAndAdd(length);
    }

    /** Give everything that was appended since the last time to its sockets. */
    void flush()
    {
        for (int i = 0; i < unflushed.size(); i++)
        {
            final Connection connection = unflushed.get(i);
            if (connection.hasOutgoing() && !connection.flush())
            {
                close(connection, RefusalCode.CONSUMER_TOO_SLOW);
            }
        }
        unflushed.clear();
    }

    /** Tell the player why, stop hearing it, and let it go once it has read that or the time for it is over. */
    void close(final Connection connection, final RefusalCode code)
    {
        if (connection.isClosing || connection.isGone)
        {
            return;
        }
        connection.isClosing = true;
        connection.deadlineNs = nowNs + settings.lingerNs;
        if (connection.isPaused)
        {
            connection.pause(false);
        }
        gate.closing(connection, code);
        connection.flushAndSayGoodbye(code);
        tellClosed(connection);
    }

    /** The channel is gone. */
    void gone(final Connection connection)
    {
        connection.release();
        counters.connections.decrement();
        if (connection.isCounted)
        {
            limits.release(connection.address);
        }
        else
        {
            turnedAway--;
        }
        if (!connection.isOpen)
        {
            counters.handshakesFailed.increment();
        }
        tellClosed(connection);
    }

    /** A sign of life of the transport's own, which counts against the rate of all frames. */
    void onPing(final Connection connection)
    {
        connection.heardNs = nowNs;
        gate.onPing(connection, nowNs);
    }

    /**
     * Something failed on one connection. What the player's bytes or the network can do ends that connection; what only
     * a bug can do is reported besides.
     */
    void failed(final Connection connection, final Throwable cause)
    {
        readClock();
        final RefusalCode code = codeOf(cause);
        if (code == RefusalCode.NONE || !connection.isOpen)
        {
            connection.channel.close();
        }
        else
        {
            close(connection, code);
        }
        if (code == RefusalCode.NONE && !(cause instanceof IOException || cause instanceof DecoderException))
        {
            counters.bugs.increment();
            onBug.onError(cause);
        }
    }

    /** The code for bytes that the transport's decoder refused, or NONE when the connection itself is broken. */
    private static RefusalCode codeOf(final Throwable cause)
    {
        if (cause instanceof TooLongFrameException || cause instanceof CorruptedWebSocketFrameException corrupted &&
            corrupted.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code())
        {
            return RefusalCode.FRAME_TOO_LARGE;
        }
        return cause instanceof CorruptedFrameException ? RefusalCode.FRAME_MALFORMED : RefusalCode.NONE;
    }

    /** What time alone decides, at a fixed rate: deadlines, silence, heartbeats, pauses. */
    void start(final long sweepMs)
    {
        final Runnable sweep = this::sweepAll;
        eventLoop.scheduleWithFixedDelay(() -> attempt(sweep), sweepMs, sweepMs, TimeUnit.MILLISECONDS);
    }

    private void sweepAll()
    {
        readClock();
        for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1))
        {
            sweep(slots[slot]);
        }
        flush();
    }

    private void sweep(final Connection connection)
    {
        if (connection.isClosing || connection.isGone)
        {
            tellClosed(connection);
        }
        if (connection.isGone)
        {
            return;
        }
        if (connection.isClosing || !connection.isOpen)
        {
            if (nowNs - connection.deadlineNs > 0)
            {
                connection.channel.close();
            }
        }
        else if (!connection.isPaused && nowNs - connection.heardNs > settings.silenceMaxNs)
        {
            close(connection, RefusalCode.HEARTBEAT_MISSED);
        }
        else
        {
            resumeOrSpeak(connection);
        }
    }

    private void resumeOrSpeak(final Connection connection)
    {
        if (connection.isPaused && gate.isFrameDue(connection, nowNs))
        {
            connection.pause(false);
            connection.heardNs = nowNs; // It was we who did not listen.
        }
        final boolean isSilent = nowNs - connection.spokenNs > settings.speakNs;
        if ((isSilent || connection.isHeartbeatOwed) && connection.isDrained())
        {
            gate.heartbeat(connection);
        }
    }

    /** The slot is free once the agent knows; while its ring is full, the next sweep tries again. */
    private void tellClosed(final Connection connection)
    {
        if (connection.isTold && inbound.closed(connection.id, told))
        {
            connection.isTold = false;
        }
        if (connection.isGone && !connection.isTold)
        {
            final int slot = ConnectionIds.slotOf(connection.id);
            if (slots[slot] == connection)
            {
                slots[slot] = null;
                live.clear(slot);
            }
        }
    }

    /** Tasks of our own that fail would only be logged by the event loop, and never run again. */
    private void attempt(final Runnable task)
    {
        try
        {
            task.run();
        }
        catch (final Throwable thrown)
        {
            onFailure.onError(thrown);
        }
    }

    private void drain()
    {
        readClock();
        final int drained = outbound.drain(dispatch, DRAIN_MAX);
        flush();
        if (drained == DRAIN_MAX)
        {
            wakeUp.wake(); // Sockets are read in between.
        }
    }

    private void dispatch(final int type, final DirectBuffer buffer, final int index, final int length)
    {
        final long id = buffer.getLong(index);
        final Connection connection = slots[ConnectionIds.slotOf(id)];
        if (connection == null || connection.id != id || connection.isClosing || connection.isGone)
        {
            return; // It went while the agent spoke.
        }
        final int body = index + OutboundRing.BODY_OFFSET;
        if (type == OutboundRing.FRAME)
        {
            send(connection, buffer, body, length - OutboundRing.BODY_OFFSET);
        }
        else
        {
            connection.isTold = false; // The agent knows: it was the one to close.
            close(connection, RefusalCode.get(buffer.getInt(body)));
        }
    }
}
