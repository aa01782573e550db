package io.muster.failover.fault.ground;

import io.muster.console.local.Kind;
import io.muster.console.local.LocalNode;
import org.agrona.CloseHelper;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network namespace for each node, joined by a bridge on which links can be cut, each way by itself. This process is
 * in a namespace of its own too, at the bridge: it sees every node, whatever is cut between them.
 */
public final class Namespaces implements AutoCloseable
{
    private static final String NET = "10.79.0.";
    private static final String BRIDGE = "muster";
    private static final int HERE = 254;
    private static final int MTU = 9_000;
    private static final int PORTS = 10;
    private static final int[] FIRST = {10, 20, 30};
    private static final Pattern DROPPED = Pattern.compile("counter packets (\\d+)");

    /** Packets from one address to another, all of them, or those to one of the node's own ports. */
    private record Way(String from, String to, String ports)
    {
    }

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Set<Way> cuts = new LinkedHashSet<>();
    private final Weather weather;
    private long dropped;

    /**
     * Make them, for all nodes of a cluster.
     *
     * @param hasWeather whether they are joined by a switch that has weather, and not by a bridge.
     */
    public Namespaces(final boolean hasWeather)
    {
        for (int i = 0; i < 3; i++)
        {
            add("master-" + i, host(Kind.MASTER, i));
        }
        for (int i = 1; i <= 2; i++)
        {
            add("session-" + i, host(Kind.SESSION, i));
            add("game-" + i, host(Kind.GAME, i));
        }
        weather = hasWeather ? new Weather(addresses) : null;
        if (!hasWeather)
        {
            Tool.run("ip", "link", "add", BRIDGE, "type", "bridge");
            Tool.run("ip", "addr", "add", NET + HERE + "/24", "dev", BRIDGE);
            Tool.run("ip", "link", "set", BRIDGE, "mtu", String.valueOf(MTU), "up");
            addresses.forEach(Namespaces::bridge);
        }
    }

    private void add(final String name, final String address)
    {
        Tool.run("ip", "netns", "add", name);
        Tool.run("ip", "-n", name, "link", "set", "lo", "up");
        addresses.put(name, address);
    }

    private static void bridge(final String name, final String address)
    {
        final String end = "e-" + name;
        final String mtu = String.valueOf(MTU);
        Tool.run(
            "ip", "link", "add", end, "mtu", mtu, "type", "veth", "peer", "name", "eth0", "mtu", mtu, "netns", name);
        Tool.run("ip", "link", "set", end, "master", BRIDGE, "up");
        Tool.run("ip", "-n", name, "addr", "add", address + "/24", "dev", "eth0");
        Tool.run("ip", "-n", name, "link", "set", "eth0", "up");
    }

    /** What happens to packets; of a switch that has weather. */
    public Weather weather()
    {
        return weather;
    }

    /** The address of a node. */
    public static String host(final Kind kind, final int number)
    {
        return NET + (FIRST[kind.ordinal()] + number);
    }

    /** The address of this process. */
    public static String here()
    {
        return NET + HERE;
    }

    static List<String> prefix(final String name)
    {
        // Not `ip netns exec`: it would keep mounts of its own, and with them file systems that are to be shut down.
        return List.of("nsenter", "--net=/run/netns/" + name);
    }

    /** From now on nothing gets from one node to another; the other way is as it was. */
    public void cutOneWay(final LocalNode from, final LocalNode to)
    {
        cuts.add(way(from, to));
        apply();
    }

    /** From now on one node cannot ask the other anything, but may still acknowledge what it is sent. */
    public void cutRequests(final LocalNode from, final LocalNode to)
    {
        final int first = to.place().firstPort();
        cuts.add(new Way(from.place().host(), to.place().host(), " udp dport " + first + "-" + (first + PORTS - 1)));
        apply();
    }

    /** From now on nothing gets from either node to the other. */
    public void cut(final LocalNode one, final LocalNode other)
    {
        cuts.add(way(one, other));
        cuts.add(way(other, one));
        apply();
    }

    /** Cut a node from all of these, both ways. */
    public void cutOff(final LocalNode node, final List<LocalNode> others)
    {
        others.stream().filter((other) -> other != node).forEach((other) ->
        {
            cuts.add(way(node, other));
            cuts.add(way(other, node));
        });
        apply();
    }

    /** Let packets pass between two nodes again. */
    public void join(final LocalNode one, final LocalNode other)
    {
        cuts.remove(way(one, other));
        cuts.remove(way(other, one));
        apply();
    }

    /** Let all packets pass again. Returns how many were dropped since the last healing. */
    public long heal()
    {
        cuts.clear();
        apply();
        final long lost = dropped;
        dropped = 0;
        return lost;
    }

    private static Way way(final LocalNode from, final LocalNode to)
    {
        return new Way(from.place().host(), to.place().host(), "");
    }

    /** All rules at once, after a look at what the old ones have dropped. */
    private void apply()
    {
        final String table = "table bridge " + BRIDGE;
        if (Tool.works("nft", "list", "table", "bridge", BRIDGE))
        {
            final Matcher counters = DROPPED.matcher(Tool.run("nft", "list", "table", "bridge", BRIDGE));
            while (counters.find())
            {
                dropped += Long.parseLong(counters.group(1));
            }
        }
        final StringBuilder rules = new StringBuilder(table + " {}\ndelete " + table + "\n" + table + " {\n" +
            "chain forward {\ntype filter hook forward priority 0;\n");
        cuts.forEach((way) -> rules.append("ip saddr ").append(way.from).append(" ip daddr ").append(way.to)
            .append(way.ports).append(" counter drop\n"));
        Tool.feed(rules.append("}\n}\n").toString(), "nft", "-f", "-");
    }

    /** Their processes must have ended before. */
    @Override
    public void close()
    {
        CloseHelper.close(weather);
        addresses.keySet().forEach((name) -> Tool.works("ip", "netns", "del", name));
        Tool.works("ip", "link", "del", BRIDGE);
        Tool.works("nft", "delete", "table", "bridge", BRIDGE);
    }
}
