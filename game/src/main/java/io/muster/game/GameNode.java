package io.muster.game;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.muster.codecs.NodeKind;
import io.muster.game.host.FailureLog;
import io.muster.game.host.GameAgent;
import io.muster.game.host.GameSettings;
import io.muster.game.host.MasterPort;
import io.muster.game.host.PlayPort;
import io.muster.game.host.Repertoire;
import io.muster.game.instance.InstanceCounters;
import io.muster.game.journal.Journal;
import io.muster.game.worker.Lane;
import io.muster.game.worker.WorkerAgent;
import io.muster.node.Drivers;
import io.muster.node.Node;
import io.muster.node.NodeProcess;
import io.muster.node.NodeSettings;
import io.muster.node.Preflight;
import io.muster.node.capture.Capture;
import io.muster.node.capture.CaptureSettings;
import io.muster.node.capture.CaptureThread;
import io.muster.node.link.LinkSettings;
import io.muster.node.link.MasterLink;
import io.muster.node.link.Registration;
import io.muster.node.play.PlayPeers;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import io.muster.node.status.StatusPage;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SystemNanoClock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A game node: a media driver, the game agent, and the workers that run instances. */
public final class GameNode implements Node
{
    private final NodeSettings node;
    private final LinkSettings link;
    private final CaptureSettings captured;
    private final GameSettings game;
    private final Repertoire repertoire;
    private final Counters counters = new Counters();
    /** In the order in which it was opened; closed the other way round. */
    private final List<AutoCloseable> open = new ArrayList<>();
    private Capture capture;

    public GameNode(final Settings settings)
    {
        node = new NodeSettings(settings, "game");
        link = new LinkSettings(settings, node);
        captured = new CaptureSettings(settings);
        game = new GameSettings(settings);
        repertoire = Repertoire.onClassPath(game.types);
    }

    public static void main(final String[] args)
    {
        NodeProcess.run(args, GameNode::new);
    }

    @Override
    public String start(final ErrorHandler onFailure)
    {
        final int eventPort = Preflight.udpPort(node.host, node.eventPort);
        final int playPort = Preflight.udpPort(node.host, node.playPort);

        capture = opened(new CaptureThread(captured, NodeKind.GAME, node.nodeId, counters, onFailure)).capture();
        final MediaDriver driver = opened(Drivers.launch(node, onFailure));
        final Aeron aeron = opened(Drivers.connect(node, onFailure));
        final List<Lane> lanes = new ArrayList<>();
        final List<Agent> workers = workers(lanes);
        final String playEndpoint = node.host + ":" + playPort;
        final Registration registration = new Registration(
            NodeKind.GAME, game.instancesMax, 0, 0, "", node.host + ":" + eventPort, playEndpoint, repertoire.offers());
        final PlayPort players = PlayPort.of(new PlayPeers(node, aeron, playEndpoint, counters));
        final GameAgent gameAgent = new GameAgent(
            SystemNanoClock.INSTANCE,
            lanes,
            repertoire.types(),
            (listener) -> MasterPort.of(new MasterLink(link, aeron, registration, listener, counters, capture.ring())),
            players,
            counters);

        workers.forEach((worker) -> run(worker, onFailure));
        run(gameAgent, onFailure);
        opened(new StatusPage(node.host, node.statusPort, counters, gameAgent::isRegistered))
            .text("game_types", repertoire::names)
            .start();
        return "game " + node.nodeId + " play=" + playEndpoint + " types=" + repertoire.names();
    }

    /** What this node captures, for who runs it in a process of its own making; null before the start. */
    public Capture capture()
    {
        return capture;
    }

    /** What this node counts, for the same. */
    public Counters counters()
    {
        return counters;
    }

    @Override
    public void close()
    {
        Collections.reverse(open);
        CloseHelper.closeAll(open);
        open.clear();
    }

    private List<Agent> workers(final List<Lane> lanes)
    {
        final List<Agent> workers = new ArrayList<>();
        final InstanceCounters counted = new InstanceCounters(counters);
        final FailureLog failures = new FailureLog(System.err);
        for (int i = 0; i < game.workers; i++)
        {
            final Lane lane = Lane.ofBytes(game.controlRingBytes, game.packetRingBytes);
            lanes.add(lane);
            workers.add(new WorkerAgent(
                i, SystemNanoClock.INSTANCE, lane, repertoire.types(), game.limits, counted, counters,
                new Journal(capture.ring(), captured.stateIntervalNs), failures));
        }
        return workers;
    }

    private void run(final Agent agent, final ErrorHandler onFailure)
    {
        final AgentRunner runner = opened(new AgentRunner(Drivers.idleStrategy(node), onFailure, null, agent));
        AgentRunner.startOnThread(runner);
    }

    private <T extends AutoCloseable> T opened(final T closeable)
    {
        open.add(closeable);
        return closeable;
    }
}
