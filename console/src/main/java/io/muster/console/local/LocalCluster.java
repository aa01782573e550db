package io.muster.console.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A cluster of processes on this machine.
 * <pre>
 *     cluster.start();
 *     final LocalNode old = cluster.awaitLeader();
 *     cluster.kill(old);
 *     cluster.awaitLeaderOtherThan(old);
 *     cluster.restart(old);
 *     cluster.awaitStandby(old);
 * </pre>
 * Closing it stops every process; a shutdown hook kills what is left, and leashed nodes end by themselves even when
 * this process is killed.
 */
public final class LocalCluster implements AutoCloseable
{
    private static final long READY_NS = TimeUnit.SECONDS.toNanos(120);
    private static final long LEADER_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MS = 50;

    private final ClusterPlan plan;
    private final boolean isLeashed;
    private final List<LocalNode> nodes;
    private final StatusReader statuses = new StatusReader();
    private final Thread hook = new Thread(this::abandon, "kill-nodes");
    private boolean isKept;

    /**
     * A cluster that is not started yet.
     *
     * @param isLeashed whether the nodes are to end with this process, however that dies.
     */
    public LocalCluster(final ClusterPlan plan, final boolean isLeashed)
    {
        this(plan, isLeashed, plan.places().stream().map((place) -> new LocalNode(place, plan.ground())).toList());
    }

    LocalCluster(final ClusterPlan plan, final boolean isLeashed, final List<LocalNode> nodes)
    {
        this.plan = plan;
        this.isLeashed = isLeashed;
        this.nodes = nodes;
    }

    /**
     * Start every node and wait until a master leads and all are healthy. On failure everything is killed again.
     *
     * @throws ConsoleException FILE_UNWRITABLE, NODE_FAILED, NODE_LATE or LEADER_MISSING.
     */
    public void start()
    {
        start(() ->
        {
        });
    }

    /** @param onStarted called when the processes are there, before they are ready. */
    void start(final Runnable onStarted)
    {
        new ConfigFiles(plan).write();
        Runtime.getRuntime().addShutdownHook(hook);
        try
        {
            final long deadlineNs = System.nanoTime() + READY_NS;
            nodes.forEach((node) -> node.start(isLeashed));
            onStarted.run();
            awaitAll(deadlineNs, LocalNode::isReady);
            awaitAll(deadlineNs, this::isHealthy);
            awaitLeader();
        }
        catch (final RuntimeException ex)
        {
            // The logs say why.
            keepFiles();
            killAll();
            unhook();
            throw ex;
        }
        if (!isLeashed)
        {
            unhook();
        }
    }

    /** All at once, so that one that ends is seen while another is still starting. */
    private void awaitAll(final long deadlineNs, final Predicate<LocalNode> condition)
    {
        List<LocalNode> waiting = nodes;
        while (true)
        {
            waiting = waiting.stream().filter(condition.negate()).toList();
            if (waiting.isEmpty())
            {
                return;
            }
            nodes.forEach(LocalNode::failIfEnded);
            waiting.get(0).failIfLate(deadlineNs);
            Pause.ms(LOOK_MS);
        }
    }

    public List<LocalNode> nodes()
    {
        return nodes;
    }

    public List<LocalNode> nodes(final Kind kind)
    {
        return nodes.stream().filter((node) -> node.place().kind() == kind).toList();
    }

    /** Such as {@code node(Kind.GAME, 2)}. */
    public LocalNode node(final Kind kind, final int number)
    {
        return nodes.stream()
            .filter((node) -> node.place().kind() == kind && node.place().number() == number)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + kind.word() + "-" + number));
    }

    /** Where players connect: host:port of each session node. */
    public List<String> playerEndpoints()
    {
        return nodes(Kind.SESSION).stream().map((node) -> node.place().host() + ":" + node.place().tcpPort()).toList();
    }

    /** The node's status page, or empty when it does not answer. */
    public Optional<NodeStatus> status(final LocalNode node)
    {
        return node.isAlive() ? statuses.read(node.place()) : Optional.empty();
    }

    /** What a master answers to a query, both as they go by wire; or empty when it gives no answer now. */
    public Optional<byte[]> ask(final LocalNode node, final byte[] query)
    {
        return node.isAlive() ? statuses.ask(node.place(), query) : Optional.empty();
    }

    /** Whether the node's process lives and says that it does its work: a master that it follows the log. */
    public boolean isHealthy(final LocalNode node)
    {
        return node.isAlive() && statuses.isHealthy(node.place());
    }

    /** The master that says that it leads; of two that say so, the one of the later term. */
    public Optional<LocalNode> leader()
    {
        return nodes(Kind.MASTER).stream()
            .flatMap((node) -> status(node).stream())
            .filter(NodeStatus::isLeader)
            .max(Comparator.comparingLong(NodeStatus::term))
            .map((status) -> node(Kind.MASTER, status.place().number()));
    }

    /** @throws ConsoleException LEADER_MISSING after half a minute. */
    public LocalNode awaitLeader()
    {
        return awaitLeaderOtherThan(null);
    }

    /** @throws ConsoleException LEADER_MISSING after half a minute. */
    public LocalNode awaitLeaderOtherThan(final LocalNode old)
    {
        final long deadlineNs = System.nanoTime() + LEADER_NS;
        while (System.nanoTime() - deadlineNs < 0)
        {
            final Optional<LocalNode> leader = leader();
            if (leader.isPresent() && leader.get() != old)
            {
                return leader.get();
            }
            Pause.ms(LOOK_MS);
        }
        throw new ConsoleException(ConsoleError.LEADER_MISSING,
            "no master " + (old == null ? "" : "but " + old + " ") + "led within " +
            TimeUnit.NANOSECONDS.toSeconds(LEADER_NS) + " s; their logs are in " + plan.logs());
    }

    /** SIGKILL: the node is gone at once, as when its machine loses power. */
    public void kill(final LocalNode node)
    {
        node.kill();
    }

    /** SIGTERM: the node closes in order; one that takes longer than ten seconds is killed. */
    public void stop(final LocalNode node)
    {
        node.askToStop();
        node.awaitStopped();
    }

    /** Start a node that was killed or stopped, with what it has on disk, without waiting for it. */
    public void restart(final LocalNode node)
    {
        if (node.isAlive())
        {
            throw new IllegalStateException(node + " is alive");
        }
        node.start(isLeashed);
    }

    /**
     * Wait until a node does its work: a master that it follows the log, the others that the master knows them.
     *
     * @throws ConsoleException NODE_FAILED, or NODE_LATE after two minutes.
     */
    public void awaitHealthy(final LocalNode node)
    {
        final long deadlineNs = System.nanoTime() + READY_NS;
        while (!isHealthy(node))
        {
            node.failIfEnded();
            node.failIfLate(deadlineNs);
            Pause.ms(LOOK_MS);
        }
    }

    /** Stop players' nodes first, masters last, so that each can say goodbye to the next. */
    public void stopAll()
    {
        final List<LocalNode> outer = new ArrayList<>(nodes(Kind.SESSION));
        outer.addAll(nodes(Kind.GAME));
        outer.forEach(LocalNode::askToStop);
        outer.forEach(LocalNode::awaitStopped);
        nodes(Kind.MASTER).forEach(LocalNode::askToStop);
        nodes(Kind.MASTER).forEach(LocalNode::awaitStopped);
        nodes.forEach((node) -> deleteTree(node.place().aeron()));
    }

    /** SIGKILL to every process that is alive. */
    void killAll()
    {
        nodes.forEach((node) -> node.process().ifPresent(ProcessHandle::destroyForcibly));
        nodes.forEach(LocalNode::awaitStopped);
        nodes.forEach((node) -> deleteTree(node.place().aeron()));
    }

    /** The end of this process has come first. */
    private void abandon()
    {
        killAll();
        deleteFolder();
    }

    /** Do not delete the folder of a temporary cluster; returns the place of the logs. */
    public Path keepFiles()
    {
        isKept = true;
        return plan.logs();
    }

    private void deleteFolder()
    {
        if (!isKept)
        {
            plan.folder().ifPresent(LocalCluster::deleteTree);
        }
    }

    private void unhook()
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (final IllegalStateException ex)
        {
            // The JVM is shutting down, and the hook runs or has run.
        }
    }

    /** Delete a folder and all that is in it; what is gone already is not missed. */
    public static void deleteTree(final Path folder)
    {
        if (!Files.exists(folder))
        {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder))
        {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList())
            {
                Files.deleteIfExists(path);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close()
    {
        stopAll();
        unhook();
        deleteFolder();
        plan.ports().close();
    }
}
