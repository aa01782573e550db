package io.muster.master.cluster;

import io.aeron.cluster.ClusterTool;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A standby whose snapshots are damaged comes back all the same, with the state that the others have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryTest
{
    private static final int USERS = 50;

    private final TestDriver driver = new TestDriver();
    private MasterCluster cluster;
    private ScriptedNode node;
    private int users;

    @TempDir
    static Path dir;

    @BeforeAll
    void start()
    {
        cluster = new MasterCluster(dir, Map.of(
            "master.snapshotInterval", "0s", "master.lease", "600s", "master.keepSnapshots", "0")).start();
        node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1);
        node.register(1);
    }

    @AfterAll
    void stop()
    {
        node.close();
        cluster.close();
        driver.close();
    }

    @Test
    void shouldPassOverASnapshotWithAFlippedBit()
    {
        final int member = stopAfterTwoSnapshots();
        comeBackAfter(member, (snapshots) -> snapshots.flipABit(SnapshotFiles.OF_SERVICE), 1);
    }

    @Test
    void shouldPassOverASnapshotOfTheConsensusModuleWithAFlippedBit()
    {
        final int member = stopAfterTwoSnapshots();
        comeBackAfter(member, (snapshots) -> snapshots.flipABit(SnapshotFiles.OF_CONSENSUS_MODULE), 1);
    }

    @Test
    void shouldPassOverASnapshotWhoseFileIsCutOff()
    {
        final int member = stopAfterTwoSnapshots();
        comeBackAfter(member, SnapshotFiles::truncate, 1);
    }

    @Test
    void shouldPassOverASnapshotWhoseFileIsGone()
    {
        final int member = stopAfterTwoSnapshots();
        comeBackAfter(member, SnapshotFiles::delete, 1);
    }

    @Test
    void shouldPassOverASnapshotWithALengthThatCannotBe()
    {
        final int member = stopAfterTwoSnapshots();
        comeBackAfter(member, SnapshotFiles::lengthenAFrame, 1);
    }

    @Test
    void shouldBeginWithTheLogWhenEverySnapshotIsDamaged()
    {
        final int member = stopAfterTwoSnapshots();
        comeBackAfter(member, SnapshotFiles::flipABitInAll, snapshotsOf(member).positions().size());
    }

    @Test
    void shouldComeBackWithoutItsArchiveAndWithNothingAtAll()
    {
        final int member = stopAfterTwoSnapshots();
        comeBackAfter(member, (ignored) -> IoUtil.delete(dirOf(member).resolve("archive").toFile(), false), 0);
        assertTrue(cluster.member(member).said().contains("M0141 M0133"), cluster.member(member).said());

        takeSnapshot();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        comeBackAfter(member, (ignored) -> IoUtil.delete(dirOf(member).toFile(), false), 0);
    }

    @Test
    void shouldCutOffWhatAKillLeftOfAFrame()
    {
        final int member = cluster.awaitStandby();
        takeSnapshot();
        cluster.member(member).kill();
        comeBackAfter(member, SnapshotFiles::tearTheLog, 0);
        assertTrue(cluster.member(member).said().contains("M0134"), cluster.member(member).said());
    }

    @Test
    void shouldRefuseToStartWithASnapshotOfALaterVersionAndLeaveItValid()
    {
        final int member = stopAfterTwoSnapshots();
        final List<Long> positions = snapshotsOf(member).positions();
        snapshotsOf(member).flipVersion();

        assertEquals(3, cluster.member(member).start().awaitEnd());
        assertTrue(cluster.member(member).said().contains("M0131"), cluster.member(member).said());
        assertEquals(positions, snapshotsOf(member).positions());

        comeBackAfter(member, SnapshotFiles::flipVersion, 0);
    }

    @Test
    void shouldRefuseToStartWithLimitsThatTheSnapshotExceedsAndLeaveItValid()
    {
        final int member = stopAfterTwoSnapshots();
        final List<Long> positions = snapshotsOf(member).positions();
        final MasterProcess limited = cluster.member(member).twin();
        limited.set("master.usersMax", Integer.toString(users - 1));

        assertEquals(2, limited.start().awaitEnd());
        assertTrue(limited.said().contains("M0132"), limited.said());
        assertEquals(positions, snapshotsOf(member).positions());

        comeBackAfter(member, (snapshots) -> {}, 0);
    }

    private int stopAfterTwoSnapshots()
    {
        final int member = cluster.awaitStandby();
        takeSnapshot();
        takeSnapshot();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        return member;
    }

    /** All replicas take one, with more users than the one before. */
    private void takeSnapshot()
    {
        for (int i = 0; i < USERS; i++)
        {
            users++;
            node.send(Commands.userEnter(users, "user-" + users));
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

    /** Start a member whose files were changed, and see it agree with the others. */
    private void comeBackAfter(final int member, final Consumer<SnapshotFiles> change, final int snapshotsRefused)
    {
        final long newest = snapshotsOf(member).positions().get(0);
        final int saidBefore = cluster.member(member).said().length();
        change.accept(snapshotsOf(member));
        cluster.member(member).start();
        final int leader = cluster.awaitLeader();
        node.await("an equal digest", () ->
        {
            assertTrue(cluster.member(member).isAlive(), () -> cluster.member(member).said());
            return cluster.areAlike(member, leader);
        });

        assertEquals(users, cluster.status(member, "users"));
        assertEquals(snapshotsRefused, cluster.status(member, "snapshots_refused_total"));
        assertEquals(0, cluster.status(member, "disagreements_total"));
        assertEquals(snapshotsRefused > 0, cluster.member(member).said().substring(saidBefore).contains(
            "M0130 the snapshot at position " + newest + " "), cluster.member(member).said());
    }

    private SnapshotFiles snapshotsOf(final int member)
    {
        return new SnapshotFiles(dirOf(member));
    }

    private static Path dirOf(final int member)
    {
        return dir.resolve("master-" + member);
    }
}
