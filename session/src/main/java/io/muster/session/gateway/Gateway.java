package io.muster.session.gateway;

import io.muster.node.Preflight;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import io.muster.node.capture.Capture;
import io.muster.node.status.Counters;
import io.muster.session.frame.RefusalCounters;
import io.muster.session.ring.Inbound;
import io.muster.session.ring.Outbound;
import io.muster.session.ring.OutboundRing;
import io.muster.session.ring.WakeUp;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.SystemNanoClock;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The sockets of players, over TCP and WebSocket, with or without TLS: from bytes to messages in {@link Inbound}, and
 * from messages in {@link Outbound} to bytes. Made, started and closed by the main thread.
 */
public final class Gateway implements AutoCloseable
{
    private static final int SWEEP_MS = 20;
    private static final int BACKLOG = 1024;
    private static final int READ_BYTES_MIN = 64;
    private static final int READ_BYTES = 2 * 1024;
    private static final int READ_BYTES_MAX = 16 * 1024;
    /** Reads of one connection before the others of its event loop have their turn. */
    private static final int READS_MAX = 4;
    private static final long CLOSE_MS = 2_000;

    private final GatewaySettings settings;
    private final GatewayCounters gatewayCounters;
    private final RefusalCounters refusals;
    private final Inbound inbound;
    private final MultiThreadIoEventLoopGroup eventLoops;
    private final List<GatewayLoop> loops = new ArrayList<>();
    private final Outbound outbound;
    private final SslContext tlsOrNull;
    private Channel tcp;
    private Channel webSocket;

    /**
     * @param capture   of what players say and are told.
     * @param onFailure ends the process: an event loop cannot go on. Any event loop may call it, as the next.
     * @param onBug     told what no player's bytes should be able to cause; only that player's connection is closed.
     */
    public Gateway(
        final GatewaySettings settings,
        final Counters counters,
        final Capture capture,
        final ErrorHandler onFailure,
        final ErrorHandler onBug)
    {
        this.settings = settings;
        gatewayCounters = new GatewayCounters(counters);
        tlsOrNull = settings.tlsCertFile == null ? null : Tls.context(settings.tlsCertFile, settings.tlsKeyFile);
        refusals = new RefusalCounters(counters);
        inbound = new Inbound(settings.inboundRingBytes);
        eventLoops = new MultiThreadIoEventLoopGroup(
            settings.eventLoops, new DefaultThreadFactory("gateway"), NioIoHandler.newFactory());

        final GatewayShared shared = new GatewayShared(
            settings,
            gatewayCounters,
            refusals,
            new SharedLimits(settings.connectionsMax, settings.addressConnectionsMax),
            inbound,
            capture,
            onFailure,
            onBug);
        final OutboundRing[] rings = new OutboundRing[settings.eventLoops];
        final WakeUp[] wakeUps = new WakeUp[settings.eventLoops];
        for (final EventExecutor eventLoop : eventLoops)
        {
            final int index = loops.size();
            rings[index] = new OutboundRing(settings.outboundRingBytes);
            final GatewayLoop loop =
                new GatewayLoop(index, eventLoop, SystemNanoClock.INSTANCE, shared, rings[index]);
            wakeUps[index] = loop.wakeUp();
            loops.add(loop);
        }
        outbound = new Outbound(rings, wakeUps);
    }

    /** Bind both ports; players may connect from now on. */
    public void start()
    {
        for (final GatewayLoop loop : loops)
        {
            loop.start(SWEEP_MS);
        }
        tcp = bind(Framing.TCP, settings.tcpPort);
        webSocket = bind(Framing.WEB_SOCKET, settings.webSocketPort);
    }

    public int tcpPort()
    {
        return ((InetSocketAddress)tcp.localAddress()).getPort();
    }

    public int webSocketPort()
    {
        return ((InetSocketAddress)webSocket.localAddress()).getPort();
    }

    /** What players say. For the agent's thread. */
    public Inbound inbound()
    {
        return inbound;
    }

    /** What players are told. For the agent's thread. */
    public Outbound outbound()
    {
        return outbound;
    }

    /** How often each code was told to a player. */
    public RefusalCounters refusals()
    {
        return refusals;
    }

    /** Let nobody in any more. Those who are in stay. */
    public void closePorts()
    {
        close(tcp);
        close(webSocket);
    }

    /** Close the ports, give the players that the agent has closed their time to read why, and close the rest. */
    @Override
    public void close()
    {
        closePorts();
        final long deadlineNs = System.nanoTime() + settings.lingerNs;
        while (gatewayCounters.connections.get() > 0 && System.nanoTime() - deadlineNs < 0)
        {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        eventLoops.shutdownGracefully(SWEEP_MS, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * CLOSE_MS);
    }

    private Channel bind(final Framing framing, final int port)
    {
        Preflight.tcpPortFree(settings.host, port);
        final ChannelFuture bound = new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES, READ_BYTES_MAX)
                    .maxMessagesPerRead(READS_MAX))
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(settings.outboundBytesMax / 2, settings.outboundBytesMax))
            .childHandler(new GatewayPipeline(loops, settings, framing, tlsOrNull))
            .bind(settings.host, port)
            .awaitUninterruptibly();
        if (!bound.isSuccess())
        {
            throw new StartupException(StartupError.PORT_IN_USE,
                "players cannot be heard at " + settings.host + ":" + port + ": " + bound.cause().getMessage(),
                bound.cause());
        }
        return bound.channel();
    }

    private static void close(final Channel channel)
    {
        if (channel != null)
        {
            channel.close().awaitUninterruptibly(CLOSE_MS);
        }
    }
}
