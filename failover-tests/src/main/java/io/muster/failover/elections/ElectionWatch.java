package io.muster.failover.elections;

import io.muster.benchmarks.LoadDriver;
import io.muster.benchmarks.MasterLoad;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.NodeStatus;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A cluster on this machine under full load. Driven by one thread, which also looks at the pages once a second; a wait
 * includes the few milliseconds of a look.
 */
final class ElectionWatch implements AutoCloseable
{
    private static final Map<String, String> NETWORK = Map.of("node.mtu", "8k");
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);

    private final LocalCluster cluster;
    private final LoadDriver driver;
    private final MasterLoad load;
    private long firstTerm = -1;
    private long lastTerm = -1;
    private long longestWaitNs;
    private long commands;

    ElectionWatch(final ElectionSettings settings)
    {
        final ClusterPlan plan = ClusterPlan.temporary();
        settings.masters().forEach((name, value) -> plan.with(Kind.MASTER, name, '"' + value + '"'));
        cluster = new LocalCluster(plan, true);
        cluster.start();
        driver = new LoadDriver(NETWORK);
        final String members = cluster.nodes(Kind.MASTER).stream()
            .map((node) -> node.place().number() + "=127.0.0.1:" + node.place().firstPort())
            .collect(Collectors.joining(","));
        load = new MasterLoad(
            driver, NETWORK, members, settings.window(), new Histogram(TimeUnit.MINUTES.toNanos(1), 2));
    }

    /** Drive the load for a while. @param onLook told once a second. */
    void run(final long seconds, final Runnable onLook)
    {
        final IdleStrategy idle = driver.idleStrategy();
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        final long before = load.commands();
        long last = before;
        long lastNs = System.nanoTime();
        long lookNs = lastNs;
        while (System.nanoTime() - endNs < 0)
        {
            final long nowNs = System.nanoTime();
            final int work = load.poll(nowNs);
            if (load.commands() != last)
            {
                longestWaitNs = Math.max(longestWaitNs, System.nanoTime() - lastNs);
                last = load.commands();
                lastNs = System.nanoTime();
            }
            if (nowNs - lookNs >= LOOK_NS)
            {
                look();
                onLook.run();
                lookNs = nowNs;
            }
            idle.idle(work);
        }
        commands += last - before;
    }

    /** What came before does not count. */
    void forget()
    {
        look();
        firstTerm = lastTerm;
        longestWaitNs = 0;
        commands = 0;
    }

    private void look()
    {
        cluster.leader().flatMap(cluster::status)
            .map(NodeStatus::term).ifPresent((term) -> lastTerm = Math.max(lastTerm, term));
    }

    /** Since {@link #forget}, while nobody was killed. */
    long needless()
    {
        return lastTerm - firstTerm;
    }

    long longestWaitMs()
    {
        return TimeUnit.NANOSECONDS.toMillis(longestWaitNs);
    }

    long commands()
    {
        return commands;
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(load, driver, cluster);
    }
}
