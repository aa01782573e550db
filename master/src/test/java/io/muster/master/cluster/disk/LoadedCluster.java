package io.muster.master.cluster.disk;

import io.aeron.cluster.ClusterTool;
import io.muster.master.cluster.Commands;
import io.muster.master.cluster.MasterCluster;
import io.muster.master.cluster.ScriptedNode;
import io.muster.master.cluster.TestDriver;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Three replicas with small files, a node that has users enter, and snapshots when they are asked for. */
final class LoadedCluster implements AutoCloseable
{
    private static final int USERS_PER_SEGMENT = 600;

    final MasterCluster cluster;
    final ScriptedNode node;

    private final TestDriver driver = new TestDriver();
    private final Path dir;
    private int users;

    LoadedCluster(final Path dir, final Map<String, String> settings)
    {
        this.dir = dir;
        final Map<String, String> all = new HashMap<>(Map.of(
            "master.logTerm", "64k", "master.segment", "64k",
            "master.snapshotInterval", "0s", "master.lease", "600s"));
        all.putAll(settings);
        cluster = new MasterCluster(dir, all).start();
        node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1);
        node.register(1);
    }

    int users()
    {
        return users;
    }

    void enter(final int more)
    {
        for (int i = 0; i < more; i++)
        {
            node.send(Commands.userEnter(users, "user-" + users));
            users++;
            node.poll();
        }
        node.awaitApplied();
    }

    void await(final String what, final BooleanSupplier condition)
    {
        node.await(what + "; " + cluster.said(), condition);
    }

    void awaitAlike(final int member, final int other)
    {
        await("an equal digest", () ->
        {
            assertTrue(cluster.member(member).isAlive(), cluster::said);
            return cluster.areAlike(member, other);
        });
    }

    /** All replicas that live take snapshots, a segment apart. */
    void takeSnapshots(final int more)
    {
        for (int i = 0; i < more; i++)
        {
            enter(USERS_PER_SEGMENT);
            final long[] before = IntStream.range(0, MasterCluster.MEMBERS)
                .mapToLong((id) -> cluster.status(id, "snapshots_total")).toArray();
            await("a leader that takes one", () -> ClusterTool.snapshot(
                dir.resolve("master-" + cluster.awaitLeader()).resolve("cluster").toFile(),
                new PrintStream(OutputStream.nullOutputStream())));
            living().forEach((member) ->
                await("a snapshot", () -> cluster.status(member, "snapshots_total") > before[member]));
        }
    }

    /** Until none that lives has the beginning of the log any more. */
    void purge()
    {
        takeSnapshots(3);
        living().forEach((member) -> await("a purged log", () -> cluster.status(member, "log_start_position") > 0));
    }

    private IntStream living()
    {
        return IntStream.range(0, MasterCluster.MEMBERS).filter((member) -> cluster.member(member).isAlive());
    }

    @Override
    public void close()
    {
        node.close();
        cluster.close();
        driver.close();
    }
}
