package io.muster.benchmarks;

import io.muster.codecs.NodeKind;
import io.muster.node.NodeSettings;
import io.muster.node.capture.Capture;
import io.muster.node.link.LinkSettings;
import io.muster.node.link.MasterLink;
import io.muster.node.link.Registration;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A session node and a game node, each over a real link, on one thread: users come in, create and join instances, leave
 * them, and go; instances start and let players in; nodes are heard by their batches.
 */
public final class MasterLoad implements Load
{
    private static final int SESSION_NODE = 1;
    private static final int GAME_NODE = 2;
    private static final int CAPACITY = 1_000_000;

    private final SessionLoad session;
    private final GameLoad game = new GameLoad();
    private final MasterLink sessionLink;
    private final MasterLink gameLink;

    public MasterLoad(
        final LoadDriver driver,
        final Map<String, String> networkSettings,
        final String members,
        final int window,
        final Histogram roundTripNs)
    {
        session = new SessionLoad(window, roundTripNs);
        sessionLink = link(driver, networkSettings, members, SESSION_NODE);
        gameLink = link(driver, networkSettings, members, GAME_NODE);
        session.sendBy(sessionLink);
        game.sendBy(gameLink);
    }

    private MasterLink link(
        final LoadDriver driver, final Map<String, String> networkSettings, final String members, final int nodeId)
    {
        final Map<String, String> all = new HashMap<>(networkSettings);
        all.put("master.members", members);
        all.put("node.id", Integer.toString(nodeId));
        // Wider than the benchmark's own window, which is to be the only limit.
        all.put("link.window", "64m");
        all.put("link.commandsMax", "262144");
        final Settings settings = Settings.of(null, all);
        final boolean isSession = nodeId == SESSION_NODE;
        return new MasterLink(
            new LinkSettings(settings, new NodeSettings(settings, isSession ? "session" : "game")),
            driver.aeron,
            new Registration(
                isSession ? NodeKind.SESSION : NodeKind.GAME,
                CAPACITY,
                isSession ? 1 : 0,
                isSession ? 2 : 0,
                isSession ? "127.0.0.1" : "",
                "127.0.0.1:" + freePort(),
                "127.0.0.1:" + freePort(),
                isSession ? List.of() : List.of(
                    new Registration.GameTypeOffer(SessionLoad.GAME_TYPE, 1, SessionLoad.SEATS))),
            isSession ? session : game,
            new Counters(),
            Capture.OFF.ring());
    }

    private static int freePort()
    {
        try (DatagramSocket socket = new DatagramSocket(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
        {
            return socket.getLocalPort();
        }
        catch (final SocketException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /** The game node first: what it answers makes the session node's next commands. */
    @Override
    public int poll(final long nowNs)
    {
        return gameLink.poll(nowNs) + sessionLink.poll(nowNs) + (isReady() ? session.send(nowNs) : 0);
    }

    @Override
    public boolean isReady()
    {
        return sessionLink.isRegistered() && gameLink.isRegistered();
    }

    @Override
    public long commands()
    {
        return session.answered() + game.sent();
    }

    @Override
    public void pace(final int commandsPerSecond, final long nowNs)
    {
        session.pace(commandsPerSecond, nowNs);
    }

    /** Requests that the master refused; a benchmark with any is none. */
    public long refused()
    {
        return session.refused();
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(sessionLink, gameLink);
    }
}
