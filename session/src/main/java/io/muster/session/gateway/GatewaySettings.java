package io.muster.session.gateway;

import io.muster.node.settings.Settings;
import io.muster.session.frame.FrameKind;
import io.muster.session.ring.ConnectionIds;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The gateway's settings: where players connect, what each may cost, and when one is given up. */
public final class GatewaySettings
{
    /** Connections beyond the limit that a loop tells so at one time; more are dropped without a word. */
    static final int TURNED_AWAY_MAX = 64;

    public final String host;
    public final String playerHost;
    public final int tcpPort;
    public final int webSocketPort;
    public final int eventLoops;
    public final int connectionsMax;
    final Path tlsCertFile;
    final Path tlsKeyFile;
    final int addressConnectionsMax;
    final int frameBytesMax;
    final int outboundBytesMax;
    final int inboundRingBytes;
    final int outboundRingBytes;
    public final int heartbeatMs;
    final long speakNs;
    final long silenceMaxNs;
    final long handshakeMaxNs;
    final long lingerNs;
    final Map<FrameKind, RateLimit> rates;
    final RateLimit badFrames;
    final RateLimit allFrames;

    public GatewaySettings(final Settings settings)
    {
        host = settings.text("session.host", "127.0.0.1", "address of this machine that players connect to");
        playerHost = settings.text("session.playerHost", host, "what players are told to connect to");
        tcpPort = settings.count("session.tcpPort", 0, 0, 65_535, "players over TCP; 0: any free one");
        webSocketPort = settings.count("session.webSocketPort", 0, 0, 65_535, "over WebSocket; 0: any free one");
        eventLoops = settings.count("session.eventLoops", 1, 1, ConnectionIds.LOOPS_MAX, "threads that carry players");
        connectionsMax = settings.count(
            "session.connectionsMax", 10_000, 1, ConnectionIds.CONNECTIONS_MAX, "more are told CONNECTIONS_FULL");
        addressConnectionsMax = settings.count(
            "session.addressConnectionsMax", Math.max(1, connectionsMax / 2), 1, connectionsMax, "of one IP address");
        final String cert = settings.text("session.tlsCertFile", "", "PEM; with session.tlsKeyFile turns TLS on");
        final String key = settings.text("session.tlsKeyFile", "", "PEM, PKCS#8, not encrypted");
        final boolean plainAllowed = settings.flag(
            "session.plainAllowed", false, "let players connect without TLS from other machines");
        tlsCertFile = cert.isEmpty() ? null : Path.of(cert);
        tlsKeyFile = key.isEmpty() ? null : Path.of(key);

        frameBytesMax = (int)settings.bytes("session.frameMax", "16k", "2k", "64k", "a message; longer ones close");
        outboundBytesMax = (int)settings.bytes(
            "session.outboundMax", "256k", "16k", "64m", "waiting for one player to read; more closes it");
        inboundRingBytes = (int)settings.bytes(
            "session.inboundRing", "1m", "64k", "256m", "event loops to agent; a power of two; full: refused");
        outboundRingBytes = (int)settings.bytes(
            "session.outboundRing", "4m", "1m", "256m", "agent to an event loop; a power of two; full: dropped");
        heartbeatMs = (int)TimeUnit.NANOSECONDS.toMillis(settings.durationNs(
            "session.heartbeat", "2s", "100ms", "60s", "each side speaks so often; three times that is silence"));
        speakNs = TimeUnit.MILLISECONDS.toNanos(heartbeatMs) / 2; // So that a late sweep is still in time.
        silenceMaxNs = 3 * TimeUnit.MILLISECONDS.toNanos(heartbeatMs);
        handshakeMaxNs = settings.durationNs("session.handshakeMax", "5s", "100ms", "60s", "of TLS and WebSocket");
        lingerNs = settings.durationNs("session.linger", "1s", "10ms", "10s", "a closing player's time to read why");

        rates = rates(settings);
        badFrames = RateLimit.perSecond(settings.count(
            "session.badFrameRate", 5, 1, 1_000, "frames a second that may be wrong; more closes"));
        allFrames = RateLimit.perSecond(settings.count(
            "session.frameRate", 500, 10, 100_000, "frames a second, of all kinds; more are read later"));
        check(settings, plainAllowed);
    }

    /** As many connections as one event loop may number, with those that it turns away. */
    public int slotsPerLoop()
    {
        return connectionsMax + TURNED_AWAY_MAX;
    }

    private static Map<FrameKind, RateLimit> rates(final Settings settings)
    {
        final Map<FrameKind, RateLimit> rates = new EnumMap<>(FrameKind.class);
        rates.put(FrameKind.CHECK_IN, rate(settings, "session.checkInRate", 2));
        rates.put(FrameKind.ENTRANCE, rate(settings, "session.entranceRate", 3));
        rates.put(FrameKind.HEARTBEAT, rate(settings, "session.heartbeatRate", 20));
        rates.put(FrameKind.REQUEST, rate(settings, "session.requestRate", 20));
        rates.put(FrameKind.QUERY, rate(settings, "session.queryRate", 20));
        rates.put(FrameKind.PLAY, rate(settings, "session.playRate", 200));
        return rates;
    }

    private static RateLimit rate(final Settings settings, final String name, final int perSecond)
    {
        return RateLimit.perSecond(settings.count(
            name, perSecond, 1, 100_000, "frames a second of one connection, twice that at once; more are refused"));
    }

    private void check(final Settings settings, final boolean plainAllowed)
    {
        settings.require(Integer.bitCount(inboundRingBytes) == 1, "session.inboundRing is a power of two");
        settings.require(Integer.bitCount(outboundRingBytes) == 1, "session.outboundRing is a power of two");
        settings.require(inboundRingBytes >= 8 * (frameBytesMax + 64), "session.inboundRing holds eight frames");
        settings.require(outboundBytesMax >= 2 * frameBytesMax, "session.outboundMax holds two frames");
        settings.require(
            tlsCertFile == null == (tlsKeyFile == null), "session.tlsCertFile and session.tlsKeyFile go together");
        settings.require(tlsCertFile != null || plainAllowed || isLoopback(host),
            "without TLS, session.host is a loopback address, or session.plainAllowed says that plain text is meant");
    }

    private static boolean isLoopback(final String host)
    {
        final InetSocketAddress address = new InetSocketAddress(host, 0);
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }
}
