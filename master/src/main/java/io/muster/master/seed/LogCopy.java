package io.muster.master.seed;

import io.aeron.cluster.ClusterBackup;
import io.aeron.cluster.ClusterBackupEventsListener;
import io.aeron.cluster.ClusterMember;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.service.ClusterMarkFile;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.IoUtil;

import java.io.File;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A copy of the newest snapshot of another replica and its log since, made by Aeron's backup into the directories of
 * this one. The fields are written by the backup's thread and read by the one that waits.
 */
final class LogCopy implements ClusterBackupEventsListener
{
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A copy that is no longer for so long has failed. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private final File archiveDir;
    private volatile long logPosition = -1;
    private volatile Exception failure;

    LogCopy(final File archiveDir)
    {
        this.archiveDir = archiveDir;
    }

    /**
     * Copy until the log reaches a position at least.
     *
     * @throws StartupException SEED_FAILED when nothing comes for too long.
     */
    void run(final ClusterBackup.Context context, final long position)
    {
        final File mark = new File(context.clusterDir(), ClusterMarkFile.FILENAME);
        try (ClusterBackup backup = ClusterBackup.launch(context.eventsListener(this)))
        {
            long seenBytes = -1;
            long seenNs = System.nanoTime();
            while (logPosition < position)
            {
                LockSupport.parkNanos(LOOK_NS);
                final long bytes = bytesCopied();
                if (bytes != seenBytes)
                {
                    seenBytes = bytes;
                    seenNs = System.nanoTime();
                }
                else if (System.nanoTime() - seenNs > PATIENCE_NS)
                {
                    throw new StartupException(StartupError.SEED_FAILED, "nothing more of the log was copied for " +
                        TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NS) + " s, in " + backup.context().clusterDir() +
                        ", at position " + logPosition + " of " + position, failure);
                }
            }
        }
        // It says that a backup was here, which the consensus module does not take for its own.
        IoUtil.deleteIfExists(mark);
    }

    private long bytesCopied()
    {
        long bytes = logPosition;
        final File[] files = archiveDir.listFiles();
        for (final File file : files == null ? new File[0] : files)
        {
            bytes += file.length();
        }
        return bytes;
    }

    @Override
    public void onBackupQuery()
    {
        // The page of the replica has told already that it answers.
    }

    @Override
    public void onPossibleFailure(final Exception ex)
    {
        // It tries again by itself.
        failure = ex;
    }

    @Override
    public void onBackupResponse(
        final ClusterMember[] members, final ClusterMember source, final List<RecordingLog.Snapshot> snapshots)
    {
        // What is copied shows on the disk.
    }

    @Override
    public void onUpdatedRecordingLog(final RecordingLog log, final List<RecordingLog.Snapshot> snapshots)
    {
        // The snapshots are there; the log follows.
    }

    @Override
    public void onLiveLogProgress(final long recordingId, final long counterId, final long position)
    {
        logPosition = position;
    }
}
