package io.muster.failover.bench;

import io.muster.benchmarks.LoadDriver;
import io.muster.benchmarks.MasterLoad;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A whole cluster, as {@code muster up} starts it, players in arenas, and a session and a game node that load it. */
final class MusterCluster implements Victim
{
    /** As the console has it for a cluster on one machine. */
    static final Map<String, String> NETWORK = Map.of("node.mtu", "8k");
    static final int COMMANDS_PER_SECOND = 500;
    static final int WINDOW = 64;

    private static final int PLAYERS = 4;

    private final LocalCluster cluster;
    private final List<LocalNode> masters;
    private final LoadDriver driver;
    private final MasterLoad load;
    private final PlayWatch players;
    private final LoadThread thread;

    MusterCluster(final Map<String, String> masterSettings)
    {
        final ClusterPlan plan = ClusterPlan.temporary();
        masterSettings.forEach((name, value) -> plan.with(Kind.MASTER, name, '"' + value + '"'));
        cluster = new LocalCluster(plan, true);
        cluster.start();
        masters = cluster.nodes(Kind.MASTER);
        driver = new LoadDriver(NETWORK, LoadEnd::end);
        final String members = masters.stream()
            .map((node) -> node.place().number() + "=127.0.0.1:" + node.place().firstPort())
            .collect(Collectors.joining(","));
        load = new MasterLoad(driver, NETWORK, members, WINDOW, new Histogram(TimeUnit.MINUTES.toNanos(1), 2));
        load.pace(COMMANDS_PER_SECOND, System.nanoTime());
        players = new PlayWatch(cluster.playerEndpoints(), PLAYERS);
        thread = new LoadThread(load, players, driver.idleStrategy());
        thread.start();
    }

    @Override
    public String name()
    {
        return "muster";
    }

    @Override
    public int leaderId()
    {
        return cluster.leader().map((node) -> node.place().number()).orElse(-1);
    }

    @Override
    public long term()
    {
        return cluster.leader().flatMap(cluster::status).map(NodeStatus::term).orElse(-1L);
    }

    /** Without waiting, so that the load goes on being driven and the time is the kill's. */
    @Override
    public void kill(final int memberId)
    {
        masters.get(memberId).process().ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void restart(final int memberId)
    {
        cluster.kill(masters.get(memberId));
        cluster.restart(masters.get(memberId));
    }

    @Override
    public boolean isHealthy(final int memberId)
    {
        return cluster.isHealthy(masters.get(memberId));
    }

    @Override
    public LoadThread load()
    {
        return thread;
    }

    @Override
    public Gaps play()
    {
        return players.gaps();
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(thread, players, load, driver, cluster);
    }
}
