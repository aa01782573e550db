package io.muster.master.cluster.disk;

import io.muster.master.cluster.MasterCluster;
import io.muster.master.cluster.SnapshotFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Old snapshots and the log before them go, and whatever recovery needs stays. */
class PurgeTest
{
    private LoadedCluster loaded;
    private MasterCluster cluster;

    @TempDir
    Path dir;

    @BeforeEach
    void start()
    {
        loaded = new LoadedCluster(dir, Map.of());
        cluster = loaded.cluster;
    }

    @AfterEach
    void stop()
    {
        loaded.close();
    }

    @Test
    void shouldKeepTwoSnapshotsAndComeBackFromThem()
    {
        loaded.takeSnapshots(4);
        for (int id = 0; id < MasterCluster.MEMBERS; id++)
        {
            final int member = id;
            loaded.await("two snapshots purged", () -> cluster.status(member, "snapshots_purged_total") == 2);
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
        loaded.takeSnapshots(4);
        final int member = cluster.awaitStandby();
        loaded.await("two snapshots purged", () -> cluster.status(member, "snapshots_purged_total") == 2);
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        new SnapshotFiles(dirOf(member)).flipABit(SnapshotFiles.OF_SERVICE);
        comeBack(member, 1);
    }

    @Test
    void shouldPurgeNothingForTheSakeOfADamagedSnapshot()
    {
        loaded.takeSnapshots(2);
        final int member = cluster.awaitStandby();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        final long older = new SnapshotFiles(dirOf(member)).positions().get(1);
        new SnapshotFiles(dirOf(member)).flipABitInOlder();
        comeBack(member, 0);
        loaded.await("a snapshot found damaged", () -> cluster.status(member, "snapshots_damaged_total") == 1);
        loaded.await("the log's start", () -> cluster.status(member, "log_start_position") >= 0);
        assertTrue(cluster.status(member, "log_start_position") <= older, cluster::said);
        assertEquals(0, cluster.status(member, "snapshots_purged_total"));

        loaded.takeSnapshots(1);
        loaded.await("the damaged one purged", () -> cluster.status(member, "snapshots_purged_total") == 1);
    }

    private void comeBack(final int member, final int snapshotsRefused)
    {
        cluster.member(member).start();
        loaded.awaitAlike(member, cluster.awaitLeader());
        assertEquals(loaded.users(), cluster.status(member, "users"));
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
