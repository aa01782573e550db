package io.muster.failover.simulation.node;

import io.muster.codecs.NodeKind;
import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.world.Chance;
import io.muster.failover.simulation.world.Schedule;
import io.muster.node.link.Registration;
import io.muster.node.link.Registration.GameTypeOffer;

import java.util.ArrayList;
import java.util.List;

/** All nodes and all players: what a player does next is told from outside, by a number. */
public final class Crowd
{
    private static final long MS = 1_000_000L;
    private static final long RETURN_NS = 300 * MS;
    private static final int CHOICES = 100;

    private final Schedule schedule;
    private final Cluster cluster;
    private final Chance chance;
    private final NodeObserver observer;
    private final List<Carrier> carriers = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<Player> players = new ArrayList<>();

    public Crowd(
        final Schedule schedule, final Cluster cluster, final Chance chance, final NodeObserver observer)
    {
        this.schedule = schedule;
        this.cluster = cluster;
        this.chance = chance;
        this.observer = observer;
    }

    /** One more session node. */
    public void addCarrier(final int nodeId)
    {
        final Carrier carrier = new Carrier(nodeId, observer, cluster);
        final Registration registration = new Registration(
            NodeKind.SESSION, 1_000, 40_000 + nodeId, 0, "localhost", "node:" + nodeId, "play:" + nodeId, List.of());
        carriers.add(carrier);
        carrier.endpoint(add(nodeId, registration, carrier));
    }

    /** One more game node, with the first so many games. */
    public void addHost(final int nodeId, final int capacity, final int games)
    {
        final List<GameTypeOffer> offers = new ArrayList<>();
        for (int game = 0; game < games; game++)
        {
            offers.add(new GameTypeOffer(Games.nameOf(game), 1, Games.seatsMax(game)));
        }
        final Host host = new Host(
            nodeId, observer, chance.split(), games, !cluster.settings().isOlderBuild());
        hosts.add(host);
        add(nodeId, new Registration(
            NodeKind.GAME, capacity, 0, 0, "", "node:" + nodeId, "play:" + nodeId, offers), host);
    }

    private SimulatedNode add(final int nodeId, final Registration registration, final Role role)
    {
        final SimulatedNode node =
            new SimulatedNode(nodeId, cluster, schedule, chance.split(), registration, role);
        cluster.add(node);
        nodes.add(node);
        return node;
    }

    /** So many players; some want the same name. */
    public void addPlayers(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            final int name = i % 10 == 9 ? i - 1 : i;
            players.add(new Player(i, "player-" + name, i + 1));
        }
    }

    /** A player takes its next step. */
    public void act(final int index, final int roll)
    {
        final Player player = players.get(index);
        if (player.state == Player.State.AWAY)
        {
            enter(player, roll);
            return;
        }
        final Carrier carrier = carrierOf(player);
        if (carrier != null && player.state == Player.State.IN)
        {
            act(carrier, player, roll);
        }
    }

    private void act(final Carrier carrier, final Player player, final int roll)
    {
        final long nowNs = schedule.nowNs();
        final int choice = roll % CHOICES;
        if (choice < 3)
        {
            carrier.detach(player, nowNs);
        }
        else if (choice < 5)
        {
            player.cutOff(nowNs);
            enter(player, roll / CHOICES);
        }
        else if (choice < 7 && !player.isWaiting())
        {
            carrier.logOut(player);
        }
        else if (choice < 10)
        {
            carrier.inquire(player, roll / CHOICES % Cluster.MEMBERS);
        }
        else if (player.isWaiting())
        {
            carrier.askAgain(player);
        }
        else
        {
            request(carrier, player, roll / CHOICES);
        }
    }

    private void request(final Carrier carrier, final Player player, final int roll)
    {
        final int choice = roll % CHOICES;
        final Player other = players.get(roll / CHOICES % players.size());
        if (player.instanceId != 0 && choice < 70 || choice < 3)
        {
            player.request = Player.Asked.LEAVE;
            player.wanted = player.instanceId != 0 ? player.instanceId : other.instanceId;
        }
        else if (other.instanceId != 0 && choice < 60)
        {
            player.request = Player.Asked.JOIN;
            player.wanted = other.instanceId;
        }
        else
        {
            player.request = Player.Asked.CREATE;
            player.wanted = choice == 99 ? Games.count() - 1 : roll % 2;
            player.seatsWanted = roll / 7 % 6;
        }
        carrier.ask(player, schedule.nowNs());
    }

    private void enter(final Player player, final int roll)
    {
        final int index = roll % carriers.size();
        if (nodeOf(carriers.get(index)).isRegistered())
        {
            player.isTurnedAway = false;
            carriers.get(index).enter(player, schedule.nowNs());
        }
    }

    /** Players that were cut off come back by themselves: all, or those that wait for something. */
    public void comeBack(final boolean all)
    {
        for (final Player player : players)
        {
            final boolean wants = player.isWaiting() || all && !player.isTurnedAway;
            if (player.state == Player.State.AWAY && wants && schedule.nowNs() - player.sinceNs > RETURN_NS)
            {
                enter(player, chance.below(carriers.size()));
            }
        }
    }

    private Carrier carrierOf(final Player player)
    {
        for (final Carrier carrier : carriers)
        {
            if (carrier.carries(player))
            {
                return carrier;
            }
        }
        return null;
    }

    private SimulatedNode nodeOf(final Carrier carrier)
    {
        return nodes.stream().filter((node) -> node.nodeId() == carrier.nodeId()).findFirst().orElseThrow();
    }

    /** Games do nothing any more that nobody asked for. */
    public void calm()
    {
        hosts.forEach(Host::calm);
    }

    public List<SimulatedNode> nodes()
    {
        return nodes;
    }

    public List<Player> players()
    {
        return players;
    }
}
