package io.muster.session.gateway;

import io.muster.codecs.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.util.ReferenceCountUtil;

import java.nio.charset.StandardCharsets;

/**
 * The messages of one WebSocket connection: each binary message is one. Any path is taken; there are no cookies here,
 * and a key is proof enough, so the origin of a page does not matter.
 */
final class WebSocketFrames extends ChannelInboundHandlerAdapter
{
    private final GatewayLoop loop;
    private final Connection connection;
    private final WebSocketDecoderConfig decoding;
    private boolean isUpgrading;

    WebSocketFrames(final GatewayLoop loop, final Connection connection, final int frameBytesMax)
    {
        this.loop = loop;
        this.connection = connection;
        decoding = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(frameBytesMax)
            .allowExtensions(false)
            .withUTF8Validator(false)
            .closeOnProtocolViolation(false) // We say Closing first.
            .build();
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message)
    {
        try
        {
            loop.readClock();
            if (message instanceof BinaryWebSocketFrame binary)
            {
                final ByteBuf content = binary.content();
                loop.onMessage(connection, content, content.readerIndex(), content.readableBytes());
            }
            else if (message instanceof FullHttpRequest request)
            {
                shakeHands(context, request);
            }
            else
            {
                onControlFrame(context, message);
            }
        }
        finally
        {
            ReferenceCountUtil.release(message);
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
        loop.gone(connection);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause)
    {
        loop.failed(connection, cause);
    }

    private void onControlFrame(final ChannelHandlerContext context, final Object message)
    {
        if (message instanceof PingWebSocketFrame ping)
        {
            loop.onPing(connection);
            if (connection.isDrained())
            {
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            }
        }
        else if (message instanceof CloseWebSocketFrame close)
        {
            onClose(context, close);
        }
        else if (!(message instanceof PongWebSocketFrame) && connection.isOpen)
        {
            loop.close(connection, RefusalCode.FRAME_MALFORMED); // Text, or what no WebSocket should say.
        }
    }

    /** The player's goodbye is answered, unless it is itself the answer to ours; then the socket may go. */
    private void onClose(final ChannelHandlerContext context, final CloseWebSocketFrame close)
    {
        if (connection.isClosing)
        {
            context.close();
        }
        else
        {
            context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void shakeHands(final ChannelHandlerContext context, final FullHttpRequest request)
    {
        if (!request.decoderResult().isSuccess() || isUpgrading ||
            !"13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION)))
        {
            refuse(context);
            return;
        }
        try
        {
            isUpgrading = true;
            new WebSocketServerHandshaker13("", null, decoding).handshake(context.channel(), request)
                .addListener((shaken) ->
                {
                    if (shaken.isSuccess())
                    {
                        loop.opened(connection);
                    }
                    else
                    {
                        context.close();
                    }
                });
        }
        catch (final WebSocketHandshakeException ex)
        {
            refuse(context);
        }
    }

    private static void refuse(final ChannelHandlerContext context)
    {
        final DefaultFullHttpResponse response = new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.BAD_REQUEST,
            Unpooled.copiedBuffer("Players connect here by WebSocket, version 13.\n", StandardCharsets.US_ASCII));
        response.headers()
            .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
            .set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
