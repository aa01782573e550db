package io.muster.failover.fault.ground;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A cluster of real processes that things happen to; see the package. Whatever happens is told to the players. */
public final class FaultyCluster implements AutoCloseable
{
    private static final long STATE_MS = 2_000;
    private static final long LEADER_MS = 30_000;
    private static final long WHOLE_MS = 60_000;
    private static final char STOPPED = 'T';

    private final LocalCluster cluster;
    private final ClusterPlan plan;
    private final Runnable onFault;

    /** @param onFault called when something is done to the cluster, or undone, that players may notice. */
    public FaultyCluster(final ClusterPlan plan, final Runnable onFault)
    {
        this.plan = plan;
        this.onFault = onFault;
        cluster = new LocalCluster(plan, true);
    }

    /** @throws ConsoleException as {@link LocalCluster#start}. */
    public void start()
    {
        cluster.start();
    }

    public LocalCluster processes()
    {
        return cluster;
    }

    public List<LocalNode> masters()
    {
        return cluster.nodes(Kind.MASTER);
    }

    public LocalNode awaitLeader()
    {
        return cluster.awaitLeader();
    }

    public LocalNode awaitLeaderOtherThan(final LocalNode old)
    {
        return cluster.awaitLeaderOtherThan(old);
    }

    /**
     * The one of these that leads, when others cannot answer or may still say that they do.
     *
     * @throws ConsoleException LEADER_MISSING after half a minute.
     */
    public LocalNode awaitLeaderAmong(final List<LocalNode> masters)
    {
        final boolean leads = Await.holds(LEADER_MS, () -> masters.stream().anyMatch(this::isLeader));
        return masters.stream().filter((node) -> leads && isLeader(node)).findFirst().orElseThrow(() ->
            new ConsoleException(ConsoleError.LEADER_MISSING, "none of " + masters + " led within half a minute"));
    }

    private boolean isLeader(final LocalNode master)
    {
        return cluster.status(master).map(NodeStatus::isLeader).orElse(false);
    }

    /** The masters that are not this one. */
    public List<LocalNode> others(final LocalNode one)
    {
        return masters().stream().filter((node) -> node != one).toList();
    }

    /** Something that players may notice happens now. */
    public void told()
    {
        onFault.run();
    }

    /** SIGKILL, to all of them before any is waited for. */
    public void kill(final LocalNode... nodes)
    {
        told();
        Stream.of(nodes).forEach((node) -> node.process().ifPresent(ProcessHandle::destroyForcibly));
        Stream.of(nodes).forEach(cluster::kill);
    }

    /** SIGTERM: it closes in order. */
    public void stop(final LocalNode node)
    {
        told();
        cluster.stop(node);
    }

    /** Start again what was killed or stopped. */
    public void restart(final LocalNode... nodes)
    {
        Stream.of(nodes).forEach(cluster::restart);
    }

    /**
     * SIGSTOP: the process does nothing at all, and nobody is told.
     *
     * @return whether every thread of it stands still.
     */
    public boolean pause(final LocalNode node)
    {
        told();
        signal(node, "-STOP");
        return Await.holds(STATE_MS, () -> state(node) == STOPPED);
    }

    /** SIGCONT. */
    public void resume(final LocalNode node)
    {
        told();
        signal(node, "-CONT");
    }

    private static void signal(final LocalNode node, final String name)
    {
        Tool.run("kill", name, String.valueOf(node.process().orElseThrow().pid()));
    }

    /** The letter that the kernel has for what the process does. */
    private static char state(final LocalNode node)
    {
        try
        {
            final Path file = Path.of("/proc", String.valueOf(node.process().orElseThrow().pid()), "stat");
            final String stat = Files.readString(file);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        }
        catch (final IOException ex)
        {
            return '-';
        }
    }

    /** A number of the node's status page, or 0 while it does not answer. */
    public long number(final LocalNode node, final String name)
    {
        return cluster.status(node).map((status) -> status.number(name)).orElse(0L);
    }

    public boolean isHealthy(final LocalNode node)
    {
        return cluster.isHealthy(node);
    }

    /**
     * Wait until every node does its work: a master that it follows the log and is not far behind.
     *
     * @throws ConsoleException NODE_FAILED, NODE_LATE or LEADER_MISSING.
     */
    public void awaitWhole()
    {
        cluster.nodes().forEach(cluster::awaitHealthy);
        final LocalNode leader = cluster.awaitLeader();
        final long position = number(leader, NodeStatus.POSITION);
        for (final LocalNode master : masters())
        {
            if (!Await.holds(WHOLE_MS, () -> number(master, NodeStatus.POSITION) >= position))
            {
                throw new IllegalStateException(master + " stays at position " +
                    number(master, NodeStatus.POSITION) + ", behind " + position);
            }
        }
    }

    /** Where a master keeps its log, snapshots and votes. */
    public Path folder(final LocalNode master)
    {
        return plan.data().resolve(master.name());
    }

    @Override
    public void close()
    {
        cluster.close();
    }
}
