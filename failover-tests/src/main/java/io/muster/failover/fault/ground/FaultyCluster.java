package io.muster.failover.fault.ground;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final Site site;
    private final Runnable onFault;
    private final List<String> blamed = new ArrayList<>();

    /** @param onFault called when something is done to the cluster, or undone, that players may notice. */
    public FaultyCluster(final ClusterPlan plan, final Site site, final Runnable onFault)
    {
        this.site = site;
        this.plan = plan;
        this.onFault = onFault;
        cluster = new LocalCluster(plan, true);
    }

    /** @throws ConsoleException as {@link LocalCluster#start}. */
    public void start()
    {
        cluster.start();
    }

    /** What joins the nodes; of faults that need namespaces. */
    public Namespaces network()
    {
        return site.network();
    }

    /** What is between masters and their disks and clocks; of faults that need a compiler. */
    public Interposer interposer()
    {
        return site.interposer();
    }

    /**
     * Cut the power of some masters: their file systems stop at once, with all that was not synced, then the processes
     * die, then the machines are on again, without processes.
     *
     * @return bytes that had been written, and are gone.
     */
    public long cutPower(final LocalNode... nodes)
    {
        told();
        site.disks().shutDown(Stream.of(nodes).map(this::folder).toList());
        kill(nodes);
        long gone = 0;
        for (final LocalNode node : nodes)
        {
            gone += site.disks().powerOn(folder(node));
            // What a machine keeps in memory.
            LocalCluster.deleteTree(node.place().aeron());
        }
        return gone;
    }

    /** Fill a master's disk. Returns bytes that are left. */
    public long fillDisk(final LocalNode node)
    {
        told();
        return site.disks().fill(node, folder(node));
    }

    /** Give the room back. */
    public void emptyDisk(final LocalNode node)
    {
        site.disks().empty(folder(node));
    }

    /** Give a master that does not run an empty disk. Returns bytes that are gone. */
    public long wipe(final LocalNode node)
    {
        final Path folder = folder(node);
        try (Stream<Path> files = Files.walk(folder))
        {
            final List<Path> all = files.filter(Files::isRegularFile).toList();
            long bytes = 0;
            for (final Path file : all)
            {
                bytes += Files.size(file);
                Files.delete(file);
            }
            return bytes;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    public LocalCluster processes()
    {
        return cluster;
    }

    public List<LocalNode> masters()
    {
        return cluster.nodes(Kind.MASTER);
    }

    public List<LocalNode> sessions()
    {
        return cluster.nodes(Kind.SESSION);
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

    /** Something is not as it must be, though the strike can go on. */
    public void blame(final String sentence)
    {
        blamed.add(sentence);
    }

    /** What was blamed. */
    public List<String> blamed()
    {
        return blamed;
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

    /** Start a node again that may have ended itself because of what was done to it. */
    public void restartIfEnded(final LocalNode node)
    {
        if (!node.isAlive())
        {
            cluster.restart(node);
        }
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
     * Wait until every node does its work: a master that it follows the log and is not far behind. One that has ended
     * itself is started again, as whatever runs it would.
     *
     * @throws ConsoleException NODE_FAILED, NODE_LATE or LEADER_MISSING.
     */
    public void awaitWhole()
    {
        Await.holds(WHOLE_MS, () ->
        {
            cluster.nodes().forEach(this::restartIfEnded);
            return cluster.nodes().stream().allMatch(cluster::isHealthy);
        });
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
        // Nothing may use a disk that is to be unmounted, and nothing may be mounted on a folder that is to be deleted.
        cluster.stopAll();
        site.close();
        cluster.close();
    }
}
