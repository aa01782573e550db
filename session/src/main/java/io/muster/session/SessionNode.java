package io.muster.session;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.muster.codecs.NodeKind;
import io.muster.node.Drivers;
import io.muster.node.Node;
import io.muster.node.NodeProcess;
import io.muster.node.NodeSettings;
import io.muster.node.Preflight;
import io.muster.node.capture.Capture;
import io.muster.node.capture.CaptureSettings;
import io.muster.node.capture.CaptureThread;
import io.muster.node.link.LinkSettings;
import io.muster.node.link.Registration;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import io.muster.node.status.StatusPage;
import io.muster.session.backend.AeronBackend;
import io.muster.session.gateway.Gateway;
import io.muster.session.gateway.GatewaySettings;
import io.muster.session.key.KeyFile;
import io.muster.session.key.UserKeys;
import io.muster.session.player.SessionNodes;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

import java.util.List;

/** A session node: carries players to the master and to their games. */
public final class SessionNode implements Node
{
    private static final int BUGS_TOLD_MAX = 64;

    private final NodeSettings nodeSettings;
    private final LinkSettings linkSettings;
    private final CaptureSettings captureSettings;
    private final GatewaySettings gatewaySettings;
    private final SessionSettings settings;
    private final Counters counters = new Counters();
    private CaptureThread capture;
    private MediaDriver driver;
    private Aeron aeron;
    private Gateway gateway;
    private AgentRunner agent;
    private StatusPage statusPage;

    public SessionNode(final Settings all)
    {
        nodeSettings = new NodeSettings(all, "session");
        linkSettings = new LinkSettings(all, nodeSettings);
        captureSettings = new CaptureSettings(all);
        gatewaySettings = new GatewaySettings(all);
        settings = new SessionSettings(all);
    }

    public static void main(final String[] args)
    {
        NodeProcess.run(args, SessionNode::new);
    }

    @Override
    public String start(final ErrorHandler onFailure)
    {
        final UserKeys keys = new UserKeys(KeyFile.read(settings.keyFile));
        final String eventEndpoint = endpoint(Preflight.udpPort(nodeSettings.host, nodeSettings.eventPort));
        final String playEndpoint = endpoint(Preflight.udpPort(nodeSettings.host, nodeSettings.playPort));
        capture = new CaptureThread(
            captureSettings, NodeKind.SESSION, nodeSettings.nodeId, counters, onFailure);
        driver = Drivers.launch(nodeSettings, onFailure);
        aeron = Drivers.connect(nodeSettings, onFailure);
        gateway = new Gateway(gatewaySettings, counters, capture.capture(), onFailure, this::survive);
        gateway.start();

        final Registration registration = new Registration(
            NodeKind.SESSION,
            gatewaySettings.connectionsMax,
            gateway.tcpPort(),
            gateway.webSocketPort(),
            gatewaySettings.playerHost,
            eventEndpoint,
            playEndpoint,
            List.of());
        final SessionAgent session = new SessionAgent(parts(keys), (listener) ->
            new AeronBackend(
                nodeSettings, linkSettings, aeron, registration, listener, counters, capture.capture().ring()));
        agent = new AgentRunner(Drivers.idleStrategy(nodeSettings), onFailure, null, session);
        statusPage = new StatusPage(nodeSettings.host, nodeSettings.statusPort, counters, session::isHealthy).start();
        AgentRunner.startOnThread(agent);
        return "session " + nodeSettings.nodeId +
            " tcpPort=" + gateway.tcpPort() + " webSocketPort=" + gateway.webSocketPort();
    }

    /** What this node captures, for who runs it in a process of its own making; null before the start. */
    public Capture capture()
    {
        return capture == null ? null : capture.capture();
    }

    /** What this node counts, for the same. */
    public Counters counters()
    {
        return counters;
    }

    /** Nobody new, then everyone is told, then the sockets go, then what carried it all. */
    @Override
    public void close()
    {
        if (gateway != null)
        {
            gateway.closePorts();
        }
        CloseHelper.closeAll(agent, gateway, statusPage, aeron, driver, capture);
    }

    /** Counted always; told as often as somebody may read it. */
    private void survive(final Throwable bug)
    {
        if (counters.value("gateway_bugs_total") <= BUGS_TOLD_MAX)
        {
            System.err.println("muster: closed one connection for a fault of our own: " + bug);
        }
    }

    private SessionParts parts(final UserKeys keys)
    {
        final SessionNodes sessionNodes = new SessionNodes();
        sessionNodes.up(
            nodeSettings.nodeId, gateway.tcpPort(), gateway.webSocketPort(), gatewaySettings.playerHost);
        return new SessionParts(
            nodeSettings.nodeId,
            linkSettings.queriesMax,
            settings,
            gatewaySettings,
            SystemNanoClock.INSTANCE,
            SystemEpochClock.INSTANCE,
            gateway.inbound(),
            gateway.outbound(),
            gateway.refusals(),
            sessionNodes,
            keys,
            counters);
    }

    private String endpoint(final int port)
    {
        return nodeSettings.host + ":" + port;
    }
}
