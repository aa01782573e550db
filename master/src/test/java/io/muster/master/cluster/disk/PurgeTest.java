package io.muster.master.cluster.disk;

import io.aeron.cluster.ClusterTool;
import io.muster.master.cluster.Commands;
import io.muster.master.cluster.MasterCluster;
import io.muster.master.cluster.ScriptedNode;
import io.muster.master.cluster.SnapshotFiles;
import io.muster.master.cluster.TestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Old snapshots and the log before them go, and whatever recovery needs stays. */
class PurgeTest
{
    private static final int USERS = 600;

    private final TestDriver driver = new TestDriver();
    private MasterCluster cluster;
    private ScriptedNode node;
    private int users;

    @TempDir
    Path dir;

    @BeforeEach
    void start()
    {
        cluster = new MasterCluster(dir, Map.of(
            "master.logTerm", "64k", "master.segment", "64k",
            "master.snapshotInterval", "0s", "master.lease", "600s")).start();
        node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1);
        node.register(1);
    }

    @AfterEach
    void stop()
    {
        node.close();
        cluster.close();
        driver.close();
    }

    @Test
    void shouldKeepTwoSnapshotsAndComeBackFromThem()
    {
        takeSnapshots(4);
        for (int id = 0; id < MasterCluster.MEMBERS; id++)
        {
            final int member = id;
            node.await("two snapshots purged", () -> cluster.status(member, "snapshots_purged_total") == 2);
            assertTrue(cluster.status(member, "log_start_position") > 0, cluster::said);
            assertTrue(cluster.status(member, "log_segments_purged_total") > 0, cluster::said);
        }
        final int member = cluster.awaitStandby();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        final long logStart = firstLogFile(member);
        assertTrue(logStart > 0 && logStart <= new SnapshotFiles(dirOf(member)).positions().get(1), "at " + logStart);
        comeBack(member, 0);
    }

    @Test
    void shouldComeBackFromTheOlderSnapshotWhenTheNewestIsDamaged()
    {
        takeSnapshots(4);
        final int member = cluster.awaitStandby();
        node.await("two snapshots purged", () -> cluster.status(member, "snapshots_purged_total") == 2);
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        new SnapshotFiles(dirOf(member)).flipABit(SnapshotFiles.OF_SERVICE);
        comeBack(member, 1);
    }

    @Test
    void shouldPurgeNothingForTheSakeOfADamagedSnapshot()
    {
        takeSnapshots(2);
        final int member = cluster.awaitStandby();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        new SnapshotFiles(dirOf(member)).flipABitInOlder();
        comeBack(member, 0);
        node.await("a snapshot found damaged", () -> cluster.status(member, "snapshots_damaged_total") == 1);
        assertEquals(0, cluster.status(member, "log_start_position"));

        takeSnapshots(1);
        node.await("the damaged one purged", () -> cluster.status(member, "snapshots_purged_total") == 1);
    }

    private void takeSnapshots(final int more)
    {
        for (int i = 0; i < more; i++)
        {
            takeSnapshot();
        }
    }

    /** All replicas take one, a segment after the last. */
    private void takeSnapshot()
    {
        for (int i = 0; i < USERS; i++)
        {
            node.send(Commands.userEnter(users, "user-" + users));
            users++;
            node.poll();
        }
        node.awaitApplied();
        final long[] before = new long[MasterCluster.MEMBERS];
        for (int id = 0; id < MasterCluster.MEMBERS; id++)
        {
            before[id] = cluster.status(id, "snapshots_total");
        }
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertTrue(ClusterTool.snapshot(
            dirOf(cluster.awaitLeader()).resolve("cluster").toFile(), new PrintStream(said)), said::toString);
        for (int id = 0; id < MasterCluster.MEMBERS; id++)
        {
            final int member = id;
            node.await("a snapshot of each", () -> cluster.status(member, "snapshots_total") > before[member]);
        }
    }

    private void comeBack(final int member, final int snapshotsRefused)
    {
        cluster.member(member).start();
        final int leader = cluster.awaitLeader();
        node.await("an equal digest; " + cluster.said(), () -> cluster.areAlike(member, leader));
        assertEquals(users, cluster.status(member, "users"));
        assertEquals(snapshotsRefused, cluster.status(member, "snapshots_refused_total"));
    }

    /** Where the first file of the log on a disk begins; it is recording 0. */
    private long firstLogFile(final int member)
    {
        try (Stream<Path> files = Files.list(dirOf(member).resolve("archive")))
        {
            return files.map((file) -> file.getFileName().toString())
                .filter((name) -> name.matches("0-\\d+\\.rec"))
                .mapToLong((name) -> Long.parseLong(name.substring(2, name.length() - 4)))
                .min().orElseThrow();
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private Path dirOf(final int member)
    {
        return dir.resolve("master-" + member);
    }
}
