package io.muster.client.wire;

import io.muster.codecs.RefusalCode;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Frames over one non-blocking TCP socket: a FIX Simple Open Framing Header (length, then encoding type 0xEB50, both
 * big endian) and a message. A connection can be opened again after it was closed or lost.
 * <p>
 * Frames to be sent gather in a buffer of this connection until {@link #flush}; frames that come in are read into a
 * buffer that all connections of a client share, and only an unfinished frame is kept here until the rest of it comes.
 */
public final class Connection implements AutoCloseable
{
    /** Length and encoding type. */
    public static final int FRAME_HEADER_BYTES = 6;

    /** Longest frame that is taken from a session node, header included; a longer one ends the connection. */
    public static final int FRAME_BYTES_MAX = 32 * 1024;

    private static final short ENCODING_TYPE = (short)0xEB50;
    private static final int MESSAGE_HEADER_BYTES = 8;

    private final ConnectionListener listener;
    private final ByteBuffer receiveBytes;
    private final UnsafeBuffer receiveBuffer;
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final ByteBuffer sendBytes;
    private final UnsafeBuffer sendBuffer;
    private byte[] unfinished = new byte[0];
    private int unfinishedLength;
    private int sendHead;
    private int sendTail;
    private SocketChannel channel;
    private SelectionKey key;

    /**
     * @param listener     told what happens.
     * @param receiveBytes shared by all connections of one thread; at least {@link #FRAME_BYTES_MAX} long.
     * @param sendBytesMax what may wait to be sent; {@link #claim} refuses more.
     */
    public Connection(final ConnectionListener listener, final ByteBuffer receiveBytes, final int sendBytesMax)
    {
        this.listener = listener;
        this.receiveBytes = receiveBytes;
        receiveBuffer = new UnsafeBuffer(receiveBytes);
        sendBytes = ByteBuffer.allocateDirect(sendBytesMax);
        sendBuffer = new UnsafeBuffer(sendBytes);
    }

    /** Start to connect; the listener is told how it went. Closes what was open before. */
    public void open(final InetSocketAddress address, final Selector selector)
    {
        close();
        try
        {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, SelectionKey.OP_CONNECT, this);
            if (address.isUnresolved())
            {
                lose(RefusalCode.NONE, "host " + address.getHostString() + " has no address");
            }
            else if (channel.connect((SocketAddress)address))
            {
                connected();
            }
        }
        catch (final IOException ex)
        {
            lose(RefusalCode.NONE, sentenceOf(ex));
        }
    }

    /** Is there a socket, connected or about to be? */
    public boolean isOpen()
    {
        return channel != null;
    }

    /**
     * Room for one message in {@link #buffer}.
     *
     * @param length of the message, its message header included.
     * @return where to encode it; -1 when the send buffer is full, and nothing was claimed.
     */
    public int claim(final int length)
    {
        final int frameLength = FRAME_HEADER_BYTES + length;
        if (sendTail + frameLength > sendBuffer.capacity())
        {
            sendBuffer.putBytes(0, sendBuffer, sendHead, sendTail - sendHead);
            sendTail -= sendHead;
            sendHead = 0;
        }
        if (channel == null || sendTail + frameLength > sendBuffer.capacity())
        {
            return -1;
        }
        sendBuffer.putInt(sendTail, frameLength, ByteOrder.BIG_ENDIAN);
        sendBuffer.putShort(sendTail + Integer.BYTES, ENCODING_TYPE, ByteOrder.BIG_ENDIAN);
        final int offset = sendTail + FRAME_HEADER_BYTES;
        sendTail += frameLength;
        return offset;
    }

    /** Where claimed messages are encoded. */
    public MutableDirectBuffer buffer()
    {
        return sendBuffer;
    }

    /** Hand to the socket what was claimed; what it does not take now goes when it can take more. */
    public void flush()
    {
        if (sendHead == sendTail || channel == null || !channel.isConnected())
        {
            return;
        }
        try
        {
            sendBytes.limit(sendTail).position(sendHead);
            sendHead += channel.write(sendBytes);
            final boolean isEmpty = sendHead == sendTail;
            if (isEmpty)
            {
                sendHead = 0;
                sendTail = 0;
            }
            wantToWrite(!isEmpty);
        }
        catch (final IOException ex)
        {
            lose(RefusalCode.NONE, sentenceOf(ex));
        }
    }

    /** The selector found this connection ready. */
    public void onReady()
    {
        if (key == null)
        {
            return; // Another player's callback closed it in the same cycle.
        }
        try
        {
            if (key.isConnectable())
            {
                channel.finishConnect();
                connected();
                return;
            }
            if (key.isWritable())
            {
                flush();
            }
            if (isOpen() && key.isReadable())
            {
                read();
            }
        }
        catch (final IOException ex)
        {
            lose(RefusalCode.NONE, sentenceOf(ex));
        }
    }

    /** Close the socket; the listener is not told. Does nothing when it is closed. */
    @Override
    public void close()
    {
        CloseHelper.quietClose(channel);
        channel = null;
        key = null;
        unfinishedLength = 0;
        sendHead = 0;
        sendTail = 0;
    }

    private void connected()
    {
        key.interestOps(SelectionKey.OP_READ);
        listener.onConnected();
    }

    private void wantToWrite(final boolean wanted)
    {
        final int ops = wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != ops)
        {
            key.interestOps(ops);
        }
    }

    /** One read a cycle, so that one loud connection does not keep the others waiting. */
    private void read() throws IOException
    {
        receiveBytes.clear();
        receiveBytes.put(unfinished, 0, unfinishedLength);
        if (channel.read(receiveBytes) < 0)
        {
            lose(RefusalCode.NONE, "the session node closed the connection");
            return;
        }
        final SocketChannel current = channel;
        final int limit = receiveBytes.position();
        unfinishedLength = 0;
        final int taken = takeFrames(limit);
        if (channel == current && taken < limit)
        {
            keepUnfinished(taken, limit - taken);
        }
    }

    /** The listener may close or reopen this connection while it hears a frame; the rest is then of no interest. */
    private int takeFrames(final int limit)
    {
        final SocketChannel current = channel;
        int offset = 0;
        while (channel == current && limit - offset >= FRAME_HEADER_BYTES)
        {
            final int length = receiveBuffer.getInt(offset, ByteOrder.BIG_ENDIAN);
            if (!isFrame(length, receiveBuffer.getShort(offset + Integer.BYTES, ByteOrder.BIG_ENDIAN)) ||
                limit - offset < length)
            {
                break;
            }
            frame.wrap(receiveBuffer, offset + FRAME_HEADER_BYTES, length - FRAME_HEADER_BYTES);
            listener.onFrame(frame);
            offset += length;
        }
        return offset;
    }

    private boolean isFrame(final int length, final short encodingType)
    {
        if (encodingType != ENCODING_TYPE)
        {
            lose(RefusalCode.FRAME_MALFORMED, "a frame came with encoding type " + (encodingType & 0xFFFF));
            return false;
        }
        if (length < FRAME_HEADER_BYTES + MESSAGE_HEADER_BYTES)
        {
            lose(RefusalCode.FRAME_MALFORMED, "a frame came that says it is " + length + " bytes long");
            return false;
        }
        if (length > FRAME_BYTES_MAX)
        {
            lose(RefusalCode.FRAME_TOO_LARGE, "a frame came of " + length + " bytes, over " + FRAME_BYTES_MAX);
            return false;
        }
        return true;
    }

    private void keepUnfinished(final int offset, final int length)
    {
        if (unfinished.length < length)
        {
            unfinished = new byte[Math.min(FRAME_BYTES_MAX, Integer.highestOneBit(length) << 1)];
        }
        receiveBuffer.getBytes(offset, unfinished, 0, length);
        unfinishedLength = length;
    }

    private void lose(final RefusalCode code, final String sentence)
    {
        close();
        listener.onLost(code, sentence);
    }

    private static String sentenceOf(final IOException ex)
    {
        return ex.getMessage() == null ? ex.getClass().getSimpleName() : ex.getMessage();
    }
}
