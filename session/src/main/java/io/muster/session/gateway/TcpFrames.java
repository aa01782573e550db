package io.muster.session.gateway;

import io.muster.codecs.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Cuts the bytes of one TCP connection into messages. Whole messages are read where they lie; only the beginning of one
 * whose rest is still to come is kept.
 */
final class TcpFrames extends ChannelInboundHandlerAdapter
{
    private final GatewayLoop loop;
    private final Connection connection;
    private final int frameBytesMax;
    private ByteBuf partial;

    TcpFrames(final GatewayLoop loop, final Connection connection, final int frameBytesMax)
    {
        this.loop = loop;
        this.connection = connection;
        this.frameBytesMax = frameBytesMax;
    }

    @Override
    public void channelActive(final ChannelHandlerContext context)
    {
        if (context.pipeline().get(SslHandler.class) == null)
        {
            loop.opened(connection);
        }
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event)
    {
        if (event == SslHandshakeCompletionEvent.SUCCESS)
        {
            loop.opened(connection);
        }
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message)
    {
        final ByteBuf in = (ByteBuf)message;
        try
        {
            loop.readClock();
            if (partial == null)
            {
                cut(in);
                keepRest(context, in);
            }
            else
            {
                partial.writeBytes(in);
                cut(partial);
                forgetTaken();
            }
        }
        finally
        {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext context)
    {
        loop.flush();
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context)
    {
        if (partial != null)
        {
            partial.release();
            partial = null;
        }
        loop.gone(connection);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause)
    {
        loop.failed(connection, cause);
    }

    private void cut(final ByteBuf in)
    {
        while (!connection.isClosing && in.readableBytes() >= Framing.SOFH_LENGTH)
        {
            final long frameLength = in.getUnsignedInt(in.readerIndex());
            final int encoding = in.getUnsignedShort(in.readerIndex() + Integer.BYTES);
            if (encoding != Framing.SOFH_ENCODING || frameLength < Framing.SOFH_LENGTH)
            {
                loop.close(connection, RefusalCode.FRAME_MALFORMED);
            }
            else if (frameLength > Framing.SOFH_LENGTH + frameBytesMax)
            {
                loop.close(connection, RefusalCode.FRAME_TOO_LARGE);
            }
            else if (frameLength > in.readableBytes())
            {
                return;
            }
            else
            {
                final int start = in.readerIndex() + Framing.SOFH_LENGTH;
                in.skipBytes((int)frameLength);
                loop.onMessage(connection, in, start, (int)frameLength - Framing.SOFH_LENGTH);
            }
        }
        if (connection.isClosing)
        {
            in.skipBytes(in.readableBytes());
        }
    }

    private void keepRest(final ChannelHandlerContext context, final ByteBuf in)
    {
        if (in.isReadable())
        {
            partial = context.alloc().buffer(in.readableBytes()).writeBytes(in);
        }
    }

    private void forgetTaken()
    {
        if (partial.isReadable())
        {
            partial.discardReadBytes();
        }
        else
        {
            partial.release();
            partial = null;
        }
    }
}
