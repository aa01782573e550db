package io.muster.master.engine.command;

import io.muster.codecs.GameTypes;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RegisterNodeDecoder;
import io.muster.codecs.SeatReason;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameOffer;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.directory.Registration;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.event.NodeEvents;
import io.muster.master.engine.event.Outboxes;
import io.muster.master.engine.log.LogClock;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Nodes come up and go down, and with them what they carry. */
final class NodeCommands
{
    private final NodeDirectory nodes;
    private final UserDirectory users;
    private final InstanceDirectory instances;
    private final GameTypeDirectory gameTypes;
    private final NodeEvents nodeEvents;
    private final LogClock clock;
    private final long leaseMs;
    private final IntConsumer detach;
    private final IntConsumer lose;

    NodeCommands(
        final Directories directories,
        final UserCommands userCommands,
        final Seats seats,
        final NodeEvents nodeEvents,
        final LogClock clock,
        final Times times)
    {
        nodes = directories.nodes();
        users = directories.users();
        instances = directories.instances();
        gameTypes = directories.gameTypes();
        this.nodeEvents = nodeEvents;
        this.clock = clock;
        leaseMs = times.leaseMs();
        detach = userCommands::detach;
        lose = (instance) -> seats.close(instance, SeatReason.GAME_NODE_LOST, RefusalCode.GAME_NODE_LOST);
    }

    /** What RegisterNode says, or null when a field is out of range. The only command that makes objects. */
    static Registration registrationOf(final RegisterNodeDecoder command)
    {
        final NodeKind kind = kindOf(command.kindRaw());
        final int capacity = command.capacity();
        final int tcpPort = command.tcpPort();
        final int webSocketPort = command.webSocketPort();
        final List<GameOffer> games = gamesOf(command.gameTypes());
        final String eventEndpoint = command.eventEndpoint();
        final String playEndpoint = command.playEndpoint();
        final String playerHost = command.playerHost();

        final Registration registration = new Registration(
            kind, capacity, tcpPort, webSocketPort, games, eventEndpoint, playEndpoint, playerHost);
        return registration.isWellFormed() ? registration : null;
    }

    private static NodeKind kindOf(final int kind)
    {
        return kind == NodeKind.SESSION.value() ? NodeKind.SESSION :
            kind == NodeKind.GAME.value() ? NodeKind.GAME : NodeKind.NULL_VAL;
    }

    /** One more than the limit is enough to see that there are too many. */
    private static List<GameOffer> gamesOf(final RegisterNodeDecoder.GameTypesDecoder group)
    {
        final List<GameOffer> games = new ArrayList<>();
        while (group.hasNext())
        {
            group.next();
            if (games.size() <= Registration.GAMES_MAX)
            {
                final byte[] gameType = new byte[GameTypes.LENGTH];
                group.getGameType(gameType, 0);
                games.add(GameOffer.of(gameType, group.seatsMin(), group.seatsMax()));
            }
        }
        return List.copyOf(games);
    }

    /** A node comes up, and what its earlier incarnation had is cleaned up first. */
    Node register(final Node known, final int nodeId, final long incarnation, final Registration registration)
    {
        gameTypes.open(registration.games());
        if (known == null)
        {
            return nodes.open(nodeId, incarnation, registration, clock.nowMs());
        }
        if (known.isUp())
        {
            goDown(known);
        }
        nodes.reopen(known, incarnation, registration, clock.nowMs());
        return known;
    }

    /** The node and all others that are up hear of each other. */
    void greet(final Node node)
    {
        nodeEvents.nodeRegistered(node, leaseMs);
        for (Node other = nodes.first(); other != null; other = nodes.next(other))
        {
            if (other.isUp() && other != node)
            {
                nodeEvents.nodeUp(node, other);
                nodeEvents.nodeUp(other, node);
            }
        }
    }

    /** The node is to register anew, and is told why. */
    void declareDown(final Node node, final RefusalCode code)
    {
        goDown(node);
        nodeEvents.nodeDown(node, code);
    }

    private void goDown(final Node node)
    {
        nodes.takeDown(node);
        node.heardAt(clock.nowMs());
        if (node.kind() == NodeKind.SESSION)
        {
            users.visitCarriedBy(node, detach);
        }
        else
        {
            instances.visitRunOn(node, lose);
        }

        for (Node other = nodes.first(); other != null; other = nodes.next(other))
        {
            if (other.isUp())
            {
                nodeEvents.nodeGone(other, node);
            }
        }
    }

    /** Those whose outbox was full go down, and those whose outbox that has filled, until there is none. */
    void declareOverrunDown(final Outboxes outboxes)
    {
        while (outboxes.takeOverrun())
        {
            for (Node node = nodes.first(); node != null; node = nodes.next(node))
            {
                if (node.isUp() && node.isOverrun())
                {
                    declareDown(node, RefusalCode.OUTBOX_FULL);
                }
            }
        }
    }
}
