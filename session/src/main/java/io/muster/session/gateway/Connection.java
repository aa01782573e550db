package io.muster.session.gateway;

import io.muster.codecs.RefusalCode;
import io.muster.session.frame.FrameCapture;
import io.muster.session.frame.FrameKind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.agrona.DirectBuffer;

import java.net.InetAddress;

/**
 * One player's connection, as its event loop sees it: what it may still say, what waits to be written to it, and how it
 * is doing. Touched by the thread of its event loop alone.
 * <p>
 * It is <em>open</em> from the end of its handshakes, <em>closing</em> from the moment that {@code Closing} was written
 * (nothing is heard any more, and the player has a short time to read why), and <em>gone</em> with its channel.
 */
final class Connection
{
    private static final int OUTGOING_BYTES = 1024;

    final long id;
    final Channel channel;
    final InetAddress address;
    /** When the bucket of each kind will be full, by ordinal. */
    final long[] fullNs = new long[FrameKind.values().length];
    long badFramesFullNs;
    long allFramesFullNs;
    long heardNs;
    long spokenNs;
    long deadlineNs;
    long heartbeatNs;
    boolean isHeartbeatOwed;
    boolean isCounted;
    boolean isOpen;
    boolean isPaused;
    boolean isClosing;
    boolean isGone;
    /** The agent knows that it is there. */
    boolean isTold;

    private final Framing framing;
    private final FrameCapture capture;
    private final byte[] copy;
    private ByteBuf outgoing;
    private long userId;

    /** @param copy of the event loop: for the way from one buffer to another, as long as the longest message. */
    Connection(
        final long id,
        final Channel channel,
        final InetAddress address,
        final Framing framing,
        final byte[] copy,
        final FrameCapture capture)
    {
        this.id = id;
        this.channel = channel;
        this.address = address;
        this.framing = framing;
        this.copy = copy;
        this.capture = capture;
    }

    /** The handshakes are over. */
    void open(final long nowNs)
    {
        isOpen = true;
        heardNs = nowNs;
        spokenNs = nowNs;
        capture.came(id);
    }

    /** A whole message came. */
    void heard(final DirectBuffer buffer, final int offset, final int length, final long nowNs)
    {
        heardNs = nowNs;
        capture.heard(id, userId, buffer, offset, length);
    }

    /** Append a message to what the next {@link #flush} writes. */
    void append(final DirectBuffer buffer, final int offset, final int length)
    {
        if (outgoing == null)
        {
            outgoing = channel.alloc().directBuffer(OUTGOING_BYTES);
        }
        userId = capture.told(id, userId, buffer, offset, length);
        framing.putHeader(outgoing, length);
        buffer.getBytes(offset, copy, 0, length);
        outgoing.writeBytes(copy, 0, length);
    }

    boolean hasOutgoing()
    {
        return outgoing != null;
    }

    /** Give what was appended to the socket. False: the player reads so slowly that more waits than may. */
    boolean flush()
    {
        channel.writeAndFlush(takeOutgoing(), channel.voidPromise());
        return channel.isWritable();
    }

    /** Give what was appended to the socket, and then say goodbye. */
    void flushAndSayGoodbye(final RefusalCode code)
    {
        channel.writeAndFlush(takeOutgoing()).addListener((written) ->
        {
            if (written.isSuccess())
            {
                framing.sayGoodbye(channel, code);
            }
            else
            {
                channel.close();
            }
        });
    }

    /** The player reads: nothing waits in the socket's queue. */
    boolean isDrained()
    {
        final ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() == 0;
    }

    /** Read from the socket again, or stop reading from it for a while. */
    void pause(final boolean isPausing)
    {
        isPaused = isPausing;
        channel.config().setAutoRead(!isPausing);
    }

    /** The channel is gone: give back what was not written. */
    void release()
    {
        isGone = true;
        if (isOpen)
        {
            capture.went(id, userId);
        }
        if (outgoing != null)
        {
            takeOutgoing().release();
        }
    }

    private ByteBuf takeOutgoing()
    {
        final ByteBuf taken = outgoing;
        outgoing = null;
        return taken;
    }
}
