package io.muster.master.cluster.disk;

import io.aeron.cluster.NodeStateFile;
import io.aeron.cluster.RecordingLog;
import io.muster.master.cluster.MasterCluster;
import io.muster.master.cluster.SnapshotFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A replica whose files are damaged, other than its snapshots, is as the others are again, and never as nobody is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamageTest
{
    private static final int SEGMENT_BYTES = 64 * 1024;

    @TempDir
    static Path dir;

    private LoadedCluster loaded;
    private MasterCluster cluster;

    @BeforeAll
    void start()
    {
        loaded = new LoadedCluster(dir, Map.of("master.keepSnapshots", "0"));
        cluster = loaded.cluster;
        loaded.takeSnapshots(1);
        loaded.enter(100);
    }

    @AfterAll
    void stop()
    {
        loaded.close();
    }

    @Test
    void shouldBeginAnewWhenTheCatalogIsCutOff()
    {
        final int member = stopAStandby();
        cutOff(archive(member).resolve("archive.catalog"), 100);
        comeBack(member, true);
    }

    @Test
    void shouldBeginAnewWhenTheCatalogHasAFlippedBit()
    {
        final int member = stopAStandby();
        flip(archive(member).resolve("archive.catalog"), 2);
        comeBack(member, true);
    }

    @Test
    void shouldBeginAnewWhenTheRecordingLogIsCutOff()
    {
        final int member = stopAStandby();
        cutOff(recordingLog(member), 70);
        comeBack(member, true);
    }

    @Test
    void shouldBeginAnewWhenTheRecordingLogHasATermThatNeverWas()
    {
        final int member = stopAStandby();
        flip(recordingLog(member), lastTermAt(member) + RecordingLog.LEADERSHIP_TERM_ID_OFFSET);
        comeBack(member, true);
    }

    @Test
    void shouldBeginAnewWhenTheRecordingLogHasTheWrongRecording()
    {
        final int member = stopAStandby();
        flip(recordingLog(member), lastTermAt(member) + RecordingLog.RECORDING_ID_OFFSET);
        comeBack(member, true);
    }

    @Test
    void shouldBeginAnewWhenItsVotesCannotBeRead()
    {
        final int member = stopAStandby();
        cutOff(cluster(member).resolve(NodeStateFile.FILENAME), 20);
        comeBack(member, true);
    }

    @Test
    void shouldBeginAnewWhenTheLogHasAFlippedBitAfterTheSnapshot()
    {
        final int member = stopAStandby();
        final long position = new SnapshotFiles(dirOf(member)).positions().get(0) + 200;
        final long base = position / SEGMENT_BYTES * SEGMENT_BYTES;
        flip(archive(member).resolve(logId(member) + "-" + base + ".rec"), position - base);
        comeBack(member, true);
    }

    @Test
    void shouldNotMindAFlippedBitInTheLogBeforeTheSnapshot()
    {
        final int member = stopAStandby();
        final long base = firstLogFile(member);
        flip(archive(member).resolve(logId(member) + "-" + base + ".rec"), 3_000);
        comeBack(member, base >= new SnapshotFiles(dirOf(member)).positions().get(0) - 3_000);
    }

    private int stopAStandby()
    {
        final int member = cluster.awaitStandby();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        return member;
    }

    private void comeBack(final int member, final boolean isAnew)
    {
        final int saidBefore = cluster.member(member).said().length();
        cluster.member(member).start();
        loaded.awaitAlike(member, cluster.awaitLeader());
        assertEquals(loaded.users(), cluster.status(member, "users"));
        assertEquals(0, cluster.status(member, "disagreements_total"));
        final String said = cluster.member(member).said().substring(saidBefore);
        assertEquals(isAnew, said.contains("M0141"), said);
        loaded.enter(10);
    }

    private long lastTermAt(final int member)
    {
        try (RecordingLog log = new RecordingLog(cluster(member).toFile(), false))
        {
            // Entries without an endpoint are 64 bytes long.
            return 64L * log.findLastTerm().entryIndex;
        }
    }

    private long logId(final int member)
    {
        try (RecordingLog log = new RecordingLog(cluster(member).toFile(), false))
        {
            return log.findLastTermRecordingId();
        }
    }

    private long firstLogFile(final int member)
    {
        final String prefix = logId(member) + "-";
        try (Stream<Path> files = Files.list(archive(member)))
        {
            return files.map((file) -> file.getFileName().toString())
                .filter((name) -> name.startsWith(prefix))
                .mapToLong((name) -> Long.parseLong(name.substring(prefix.length(), name.length() - 4)))
                .min().orElseThrow();
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private static void flip(final Path file, final long offset)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer one = ByteBuffer.allocate(1);
            assertEquals(1, channel.read(one, offset), () -> file + " has no byte " + offset);
            one.put(0, (byte)(one.get(0) ^ 0x10)).flip();
            channel.write(one, offset);
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private static void cutOff(final Path file, final long length)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            assertTrue(channel.size() > length, () -> file + " is shorter than that");
            channel.truncate(length);
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private static Path recordingLog(final int member)
    {
        return cluster(member).resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
    }

    private static Path archive(final int member)
    {
        return dirOf(member).resolve("archive");
    }

    private static Path cluster(final int member)
    {
        return dirOf(member).resolve("cluster");
    }

    private static Path dirOf(final int member)
    {
        return dir.resolve("master-" + member);
    }
}
