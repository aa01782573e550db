package io.muster.failover.history;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.muster.codecs.NodeKind;
import io.muster.node.Drivers;
import io.muster.node.NodeSettings;
import io.muster.node.capture.Capture;
import io.muster.node.link.LinkListener;
import io.muster.node.link.LinkSettings;
import io.muster.node.link.MasterLink;
import io.muster.node.link.Registration;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The media driver of a load, and the links of its nodes. */
final class Wires implements AutoCloseable
{
    private static final int CAPACITY = 1_000_000;
    private static final String HOST = "127.0.0.1";

    final Aeron aeron;
    private final MediaDriver driver;
    private final HistorySettings settings;

    Wires(final HistorySettings settings, final ErrorHandler onFailure)
    {
        this.settings = settings;
        final Path memory = Path.of("/dev/shm");
        final Path base = Files.isDirectory(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
        final String dir = "muster-history-" + ProcessHandle.current().pid() + '-' + settings.firstNodeId;
        final NodeSettings node = nodeSettings(Map.of("node.aeronDir", base.resolve(dir).toString()));
        driver = Drivers.launch(node, onFailure);
        aeron = Drivers.connect(node, onFailure);
    }

    private NodeSettings nodeSettings(final Map<String, String> more)
    {
        return new NodeSettings(settings(more), "history");
    }

    private Settings settings(final Map<String, String> more)
    {
        final Map<String, String> all = new HashMap<>(more);
        all.put("node.mtu", settings.mtu);
        all.put("master.members", settings.members);
        return Settings.of(null, all);
    }

    LinkSettings linkSettings(final int nodeId)
    {
        final Map<String, String> more = Map.of("node.id", Integer.toString(nodeId));
        return new LinkSettings(settings(more), nodeSettings(more));
    }

    /** Players cannot connect to such a session node. */
    MasterLink sessionLink(final int nodeId, final LinkListener listener)
    {
        return link(nodeId, NodeKind.SESSION, freeEndpoint(), List.of(), listener);
    }

    MasterLink gameLink(final int nodeId, final String eventEndpoint, final LinkListener listener)
    {
        return link(nodeId, NodeKind.GAME, eventEndpoint,
            List.of(new Registration.GameTypeOffer(Requests.GAME_TYPE, 1, settings.seatsMax)), listener);
    }

    private MasterLink link(
        final int nodeId,
        final NodeKind kind,
        final String eventEndpoint,
        final List<Registration.GameTypeOffer> games,
        final LinkListener listener)
    {
        final Registration registration =
            new Registration(kind, CAPACITY, 0, 0, "", eventEndpoint, freeEndpoint(), games);
        return new MasterLink(linkSettings(nodeId), aeron, registration, listener, new Counters(), Capture.OFF.ring());
    }

    static String freeEndpoint()
    {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
        {
            return HOST + ':' + socket.getLocalPort();
        }
        catch (final SocketException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(aeron, driver);
    }
}
