package io.muster.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A player on a plain socket, who knows the schema and the framing, and may break both. Never blocks. */
public final class RawPlayer implements AutoCloseable
{
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
    private boolean isEnded;

    public RawPlayer(final int port)
    {
        this(port, 0);
    }

    /** @param receiveBytes of the socket's buffer; 0: as the system has it. */
    public RawPlayer(final int port, final int receiveBytes)
    {
        try
        {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (receiveBytes > 0)
            {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
            }
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.configureBlocking(false);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Say one message, framed. */
    public RawPlayer say(final byte[] message)
    {
        return send(Frames.framed(message));
    }

    /** Send bytes as they are, as far as the socket takes them. */
    public RawPlayer send(final byte[] bytes)
    {
        final ByteBuffer out = ByteBuffer.wrap(bytes);
        try
        {
            while (out.hasRemaining())
            {
                channel.write(out);
            }
        }
        catch (final IOException ex)
        {
            isEnded = true; // The other side has closed; what it said before can still be read.
        }
        return this;
    }

    /** Send what the socket takes now; how many bytes that was. */
    public int trySend(final ByteBuffer out)
    {
        try
        {
            return channel.write(out);
        }
        catch (final IOException ex)
        {
            return 0;
        }
    }

    /** The next message that was heard, heartbeats of the session node left out; null when there is none yet. */
    public Heard hear()
    {
        Heard heard = hearAny();
        while (heard != null && heard.isHeartbeat())
        {
            heard = hearAny();
        }
        return heard;
    }

    /** The next message that was heard; null when there is none yet. */
    public Heard hearAny()
    {
        read();
        if (in.position() < 6 || in.position() < in.getInt(0))
        {
            return null;
        }
        final byte[] message = new byte[in.getInt(0) - 6];
        in.flip();
        in.position(6);
        in.get(message);
        in.compact();
        return new Heard(message);
    }

    /** The session node has closed the stream, and everything before was heard. */
    public boolean isEnded()
    {
        read();
        return isEnded && in.position() == 0;
    }

    @Override
    public void close()
    {
        try
        {
            channel.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void read()
    {
        try
        {
            int read = 1;
            while (read > 0 && in.hasRemaining())
            {
                read = channel.read(in);
            }
            isEnded |= read < 0;
        }
        catch (final IOException ex)
        {
            isEnded = true;
        }
    }
}
