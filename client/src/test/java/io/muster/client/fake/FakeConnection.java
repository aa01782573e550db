package io.muster.client.fake;

import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/** One player's connection, as a fake session node has it. */
public final class FakeConnection
{
    private static final int HEADER = 6;
    private static final short ENCODING_TYPE = (short)0xEB50;

    final FakeSessionNode node;
    FakeUser user;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer out = ByteBuffer.allocateDirect(64 * 1024);
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer inBuffer = new UnsafeBuffer(in);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    FakeConnection(final FakeSessionNode node, final SocketChannel channel) throws IOException
    {
        this.node = node;
        this.channel = channel;
        channel.configureBlocking(false);
    }

    boolean isOpen()
    {
        return channel.isOpen();
    }

    void close()
    {
        CloseHelper.quietClose(channel);
    }

    /** Send a message with its framing header; quietly nothing when the connection is closed. */
    public void send(final DirectBuffer message, final int length)
    {
        out.clear();
        out.putInt(HEADER + length).putShort(ENCODING_TYPE);
        message.getBytes(0, out, length);
        sendRaw(out.flip());
    }

    /** Send any bytes at all. */
    public void sendRaw(final ByteBuffer bytes)
    {
        try
        {
            while (channel.isOpen() && bytes.hasRemaining())
            {
                channel.write(bytes);
            }
        }
        catch (final IOException ex)
        {
            close();
        }
    }

    void poll()
    {
        try
        {
            if (channel.isOpen() && channel.read(in) < 0)
            {
                close();
            }
        }
        catch (final IOException ex)
        {
            close();
        }
        takeFrames();
    }

    private void takeFrames()
    {
        int offset = 0;
        final int limit = in.position();
        while (channel.isOpen() && limit - offset >= HEADER &&
            limit - offset >= inBuffer.getInt(offset, ByteOrder.BIG_ENDIAN))
        {
            final int length = inBuffer.getInt(offset, ByteOrder.BIG_ENDIAN);
            frame.wrap(inBuffer, offset + HEADER, length - HEADER);
            header.wrap(frame, 0);
            node.onFrame(this, header.templateId(), frame);
            offset += length;
        }
        in.position(offset).limit(limit);
        in.compact();
    }
}
