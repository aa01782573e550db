package io.muster.master;

import io.aeron.cluster.codecs.mark.ClusterComponentType;
import io.aeron.cluster.service.ClusterMarkFile;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class MarkFilesTest
{
    private static final int ERROR_BYTES = 1024 * 1024;
    private static final int PAGE_BYTES = 4096;
    private static final EpochClock CLOCK = SystemEpochClock.INSTANCE;
    private final MarkFiles marks = new MarkFiles(CLOCK);

    @TempDir
    File dir;

    @Test
    void shouldStartAtOnceAfterAProcessThatWasKilled() throws Exception
    {
        final Process process = new ProcessBuilder("sleep", "60").start();
        leaveMark(process.pid(), CLOCK.time());
        process.destroyForcibly().waitFor();

        marks.retireCluster(dir);

        openMark().close();
    }

    @Test
    void shouldRefuseADirectoryOfALivingProcess() throws IOException
    {
        final Process process = new ProcessBuilder("sleep", "60").start();
        try
        {
            leaveMark(process.pid(), CLOCK.time());

            final StartupException refusal = assertThrows(
                StartupException.class, () -> marks.retireCluster(dir));
            assertEquals(StartupError.DIRECTORY_IN_USE, refusal.error());
        }
        finally
        {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldKnowAPidThatWasGivenAgain() throws IOException
    {
        final Process process = new ProcessBuilder("sleep", "60").start();
        try
        {
            leaveMark(process.pid(), CLOCK.time() - 60_000);
            marks.retireCluster(dir);

            leaveMark(ProcessHandle.current().pid(), CLOCK.time());
            marks.retireCluster(dir);

            openMark().close();
        }
        finally
        {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldRemoveAMarkThatIsNone() throws IOException
    {
        final File file = new File(dir, ClusterMarkFile.FILENAME);
        Files.write(file.toPath(), new byte[100]);

        marks.retireCluster(dir);

        assertFalse(file.exists());
    }

    @Test
    void shouldRemoveADriverDirectoryWithoutADriver() throws IOException
    {
        final File driver = new File(dir, "driver");
        Files.createDirectories(driver.toPath());
        Files.write(driver.toPath().resolve("cnc.dat"), new byte[8192]);

        marks.removeDriver(driver);

        assertFalse(driver.exists());
    }

    @Test
    void shouldLockADirectoryForOneOnly() throws IOException
    {
        final DirectoryLock first = DirectoryLock.take(dir.toPath());
        final StartupException refusal = assertThrows(
            StartupException.class, () -> DirectoryLock.take(dir.toPath()));
        assertEquals(StartupError.DIRECTORY_IN_USE, refusal.error());
        first.close();

        DirectoryLock.take(dir.toPath()).close();
    }

    private void leaveMark(final long pid, final long heardMs)
    {
        try (ClusterMarkFile mark = openMark())
        {
            mark.encoder().pid(pid);
            mark.signalReady(heardMs);
        }
    }

    /** As Aeron does at its start: throws when it takes the mark for one of a living process. */
    private ClusterMarkFile openMark()
    {
        return new ClusterMarkFile(
            new File(dir, ClusterMarkFile.FILENAME),
            ClusterComponentType.CONSENSUS_MODULE,
            ERROR_BYTES,
            CLOCK,
            10_000,
            PAGE_BYTES);
    }
}
