package io.muster.master.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A standby whose log does not reach back to its last whole snapshot cannot make up the gap by itself. */
class StateLostTest
{
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final int USERS = 600;

    private final TestDriver driver = new TestDriver();
    private MasterCluster cluster;
    private ScriptedNode node;

    @TempDir
    Path dir;

    @AfterEach
    void stop()
    {
        node.close();
        cluster.close();
        driver.close();
    }

    @Test
    void shouldSetAsideWhatIsLeftAndComeBackWithTheLogOfTheOthers()
    {
        cluster = new MasterCluster(dir, Map.of(
            "master.logTerm", "64k", "master.segment", "64k", "master.snapshotInterval", "1s",
            "master.keepSnapshots", "0")).start();
        node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1);
        node.register(1);
        final int member = cluster.awaitStandby();
        fillASegmentAndTakeASnapshot(member);
        purgeASegment(member);
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        new SnapshotFiles(dirOf(member)).flipABitInAll();

        cluster.member(member).start();
        node.await("an equal digest; " + cluster.said(), () -> cluster.areAlike(member, cluster.awaitLeader()));
        assertEquals(USERS, cluster.status(member, "users"));
        assertTrue(cluster.member(member).said().contains("M0141 M0133"), cluster.member(member).said());
        assertTrue(Files.exists(dirOf(member).resolve("set-aside").resolve("cluster")));
    }

    private void fillASegmentAndTakeASnapshot(final int member)
    {
        for (int i = 0; i < USERS; i++)
        {
            node.send(Commands.userEnter(i, "user-" + i));
            node.poll();
        }
        node.awaitApplied();
        node.await("a segment", () -> cluster.status(member, "applied_position") > SEGMENT_BYTES);
        final long before = cluster.status(member, "snapshots_total");
        node.await("a snapshot beyond it", () -> cluster.status(member, "snapshots_total") > before);
    }

    /** As an operator might who needs room. */
    private void purgeASegment(final int member)
    {
        final AeronArchive.Context context = new AeronArchive.Context()
            .aeron(driver.aeron)
            .ownsAeronClient(false)
            .controlRequestChannel("aeron:udp?endpoint=" + cluster.archiveEndpoint(member))
            .controlResponseChannel("aeron:udp?endpoint=127.0.0.1:0");
        try (AeronArchive archive = AeronArchive.connect(context);
            RecordingLog log = new RecordingLog(dirOf(member).resolve("cluster").toFile(), false))
        {
            assertEquals(1, archive.purgeSegments(log.findLastTermRecordingId(), SEGMENT_BYTES));
        }
    }

    private Path dirOf(final int member)
    {
        return dir.resolve("master-" + member);
    }
}
