package io.muster.session;

import io.muster.codecs.RefusalCode;
import io.muster.session.backend.Backend;
import io.muster.session.backend.BackendListener;
import io.muster.session.backend.CommandPublisher;
import io.muster.session.backend.PendingQueries;
import io.muster.session.backend.PlayPublisher;
import io.muster.session.backend.QueryPublisher;
import io.muster.session.frame.RefusalPublisher;
import io.muster.session.gateway.GatewaySettings;
import io.muster.session.player.Player;
import io.muster.session.player.PlayerPublisher;
import io.muster.session.player.Players;
import io.muster.session.ring.Inbound;
import io.muster.session.ring.Outbound;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.CachedEpochClock;
import org.agrona.concurrent.CachedNanoClock;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The duty cycle of a session node: hears the master and the game nodes, then the players, and tells each what the
 * others said. Everything that is known of players is touched by this agent's thread alone.
 */
public final class SessionAgent implements Agent
{
    private static final int FRAMES_MAX = 512;
    private static final long SWEEP_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final CachedNanoClock now = new CachedNanoClock();
    private final CachedEpochClock nowEpoch = new CachedEpochClock();
    private final Consumer<Player> sweepPlayer = this::sweep;
    private final Consumer<Player> stopPlayer = this::stop;

    private final NanoClock nanoClock;
    private final EpochClock epochClock;
    private final Inbound inbound;
    private final Outbound outbound;
    private final SessionCounters counters;
    private final Backend backend;
    private final CommandPublisher commands;
    private final Players players;
    private final PeerNodes peerNodes;
    private final Seats seats;
    private final Exits exits;
    private final Entrances entrances;
    private final PlayerFrames playerFrames;
    private long nextSweepNs;

    /**
     * @param parts     what the agent is made of and does not own.
     * @param backendOf makes the backend for its hearer; called once, here.
     */
    public SessionAgent(final SessionParts parts, final Function<BackendListener, Backend> backendOf)
    {
        nanoClock = parts.nanoClock();
        epochClock = parts.epochClock();
        inbound = parts.inbound();
        outbound = parts.outbound();
        counters = new SessionCounters(parts.counters());
        final SessionSettings settings = parts.settings();
        final GatewaySettings gateway = parts.gatewaySettings();
        final BackendMessages backendMessages = new BackendMessages(counters.messagesUnknown);
        final PlayerPublisher publisher = new PlayerPublisher(
            outbound, new RefusalPublisher(parts.refusals()), gateway.heartbeatMs, counters.outputsDropped);
        final PendingQueries pending = new PendingQueries(parts.queriesMax());

        backend = backendOf.apply(backendMessages);
        commands = new CommandPublisher(backend, gateway.connectionsMax);
        players = new Players(gateway.eventLoops, gateway.slotsPerLoop());
        peerNodes = new PeerNodes(now, backend, parts.sessionNodes());
        seats = new Seats(now, players, publisher,
            new PlayPublisher(backend, parts.nodeId()), counters, settings.attachRetryNs);
        exits = new Exits(players, publisher, commands, seats);
        entrances = new Entrances(settings, now, nowEpoch, players, publisher, parts.sessionNodes(), parts.keys(),
            backend, commands, seats, exits, counters);
        final Requests requests = new Requests(players, publisher, commands, seats);
        final PlayerQueries queries = new PlayerQueries(now, players, publisher,
            new QueryPublisher(backend, pending, parts.nodeId()), pending, settings.playerQueriesMax);
        backendMessages.connect(peerNodes, entrances, requests, queries, seats);
        playerFrames = new PlayerFrames(players, entrances, requests, queries, seats);
        readClocks();
        nextSweepNs = now.nanoTime();
    }

    /**
     * What could not be sent goes first, so that commands keep their order. Then the master and the games: what they
     * say decides what the players may. The event loops are woken last, once for all that was said.
     */
    @Override
    public int doWork()
    {
        readClocks();
        return commands.retry() + backend.poll(now.nanoTime()) + pollPlayers() + sweep(now.nanoTime()) + wake();
    }

    /** Players are told to use another node; the master detaches their users when this node deregisters. */
    @Override
    public void onClose()
    {
        players.visitAll(stopPlayer);
        wake();
        backend.close();
    }

    @Override
    public String roleName()
    {
        return "session";
    }

    /** The master knows this node. Asked by the status page's thread. */
    public boolean isHealthy()
    {
        return counters.registered.get() == 1;
    }

    private int pollPlayers()
    {
        return inbound.poll(playerFrames, FRAMES_MAX);
    }

    /** What time alone decides. */
    private int sweep(final long nowNs)
    {
        if (nowNs - nextSweepNs < 0)
        {
            return 0;
        }
        nextSweepNs = nowNs + SWEEP_NS;
        peerNodes.sweep(nowNs);
        players.visitAll(sweepPlayer);
        counters.users.setOrdered(players.users());
        counters.registered.setOrdered(backend.isRegistered() ? 1 : 0);
        return 0;
    }

    private void sweep(final Player player)
    {
        if (player.closing != RefusalCode.NONE)
        {
            exits.sweep(player);
        }
        else
        {
            seats.sweep(player, now.nanoTime());
            entrances.sweep(player, now.nanoTime());
        }
    }

    private void stop(final Player player)
    {
        exits.closeForgotten(player, RefusalCode.NODE_STOPPING);
    }

    private int wake()
    {
        return outbound.wake();
    }

    /** Clocks are read once a cycle; whoever needs the time in between gets this one. */
    private void readClocks()
    {
        now.update(nanoClock.nanoTime());
        nowEpoch.update(epochClock.time());
    }
}
