package io.muster.session.gateway;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;

import java.net.InetSocketAddress;
import java.util.List;

/** What stands between a socket and its messages. Called on the event loop of each new channel. */
final class GatewayPipeline extends ChannelInitializer<SocketChannel>
{
    private static final int HTTP_LINE_BYTES_MAX = 2048;
    private static final int HTTP_HEADER_BYTES_MAX = 8192;
    private static final int HTTP_BODY_BYTES_MAX = 1024;

    private final List<GatewayLoop> loops;
    private final GatewaySettings settings;
    private final Framing framing;
    private final SslContext tlsOrNull;

    GatewayPipeline(
        final List<GatewayLoop> loops,
        final GatewaySettings settings,
        final Framing framing,
        final SslContext tlsOrNull)
    {
        this.loops = loops;
        this.settings = settings;
        this.framing = framing;
        this.tlsOrNull = tlsOrNull;
    }

    @Override
    protected void initChannel(final SocketChannel channel)
    {
        final GatewayLoop loop = loopOf(channel);
        final InetSocketAddress remote = channel.remoteAddress(); // Null when it is gone already.
        final Connection connection =
            remote == null ? null : loop.connected(channel, remote.getAddress(), framing);
        if (connection == null)
        {
            channel.close();
            return;
        }
        final ChannelPipeline pipeline = channel.pipeline();
        if (tlsOrNull != null)
        {
            pipeline.addLast(tlsOrNull.newHandler(channel.alloc()));
        }
        switch (framing)
        {
            case TCP -> pipeline.addLast(new TcpFrames(loop, connection, settings.frameBytesMax));
            case WEB_SOCKET -> pipeline.addLast(
                new HttpServerCodec(HTTP_LINE_BYTES_MAX, HTTP_HEADER_BYTES_MAX, HTTP_BODY_BYTES_MAX),
                new HttpObjectAggregator(HTTP_BODY_BYTES_MAX),
                new WebSocketFrameAggregator(settings.frameBytesMax),
                new WebSocketFrames(loop, connection, settings.frameBytesMax));
            default -> throw new IllegalStateException("no such framing: " + framing);
        }
    }

    private GatewayLoop loopOf(final SocketChannel channel)
    {
        for (final GatewayLoop loop : loops)
        {
            if (loop.executor() == channel.eventLoop())
            {
                return loop;
            }
        }
        throw new IllegalStateException("a channel on an event loop of someone else");
    }
}
