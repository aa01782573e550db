package io.muster.master;

import io.aeron.CncFileDescriptor;
import io.aeron.archive.ArchiveMarkFile;
import io.aeron.cluster.service.ClusterMarkFile;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.IoUtil;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

import java.io.File;
import java.nio.MappedByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The marks of life that Aeron keeps in its directories. A process that was killed leaves them behind, and Aeron
 * refuses to start beside them for ten seconds. Here a mark counts only when its process lives, is not this very one,
 * and was heard of lately: a pid is given again, in a container always the same one.
 */
final class MarkFiles
{
    private static final long FRESH_MS = TimeUnit.SECONDS.toMillis(10);
    private static final long READ_TIMEOUT_MS = 50;
    /** Long ago, and not 0, which Aeron waits for to change. */
    private static final long LONG_AGO_MS = 1;
    private static final Consumer<String> NO_LOGGER = (ignored) -> {};

    private final EpochClock clock;
    private final long ownPid = ProcessHandle.current().pid();

    MarkFiles(final EpochClock clock)
    {
        this.clock = clock;
    }

    /** @throws StartupException DIRECTORY_IN_USE when a living archive has the directory. */
    void retireArchive(final File archiveDir)
    {
        final File file = new File(archiveDir, ArchiveMarkFile.FILENAME);
        if (!file.exists())
        {
            return;
        }
        try (ArchiveMarkFile mark = new ArchiveMarkFile(
            archiveDir, ArchiveMarkFile.FILENAME, clock, READ_TIMEOUT_MS, (version) -> {}, NO_LOGGER))
        {
            refuseIfAlive(file, mark.decoder().pid(), mark.activityTimestampVolatile());
            mark.updateActivityTimestamp(LONG_AGO_MS);
        }
        catch (final IllegalStateException unreadable)
        {
            IoUtil.deleteIfExists(file);
        }
    }

    /** @throws StartupException DIRECTORY_IN_USE when a living consensus module or service has the directory. */
    void retireCluster(final File clusterDir)
    {
        retireCluster(clusterDir, ClusterMarkFile.FILENAME);
        retireCluster(clusterDir, ClusterMarkFile.markFilenameForService(0));
    }

    private void retireCluster(final File clusterDir, final String name)
    {
        final File file = new File(clusterDir, name);
        if (!file.exists())
        {
            return;
        }
        try (ClusterMarkFile mark = new ClusterMarkFile(clusterDir, name, clock, READ_TIMEOUT_MS, NO_LOGGER))
        {
            refuseIfAlive(file, mark.decoder().pid(), mark.activityTimestampVolatile());
            mark.updateActivityTimestamp(LONG_AGO_MS);
        }
        catch (final IllegalStateException unreadable)
        {
            IoUtil.deleteIfExists(file);
        }
    }

    /** @throws StartupException DIRECTORY_IN_USE when a living media driver has the directory. */
    void removeDriver(final File aeronDir)
    {
        final File file = new File(aeronDir, CncFileDescriptor.CNC_FILE);
        if (file.exists() && file.length() > CncFileDescriptor.META_DATA_LENGTH)
        {
            final MappedByteBuffer cnc = IoUtil.mapExistingFile(file, CncFileDescriptor.CNC_FILE);
            try
            {
                final UnsafeBuffer metaData = CncFileDescriptor.createMetaDataBuffer(cnc);
                final boolean isReady = metaData.getIntVolatile(CncFileDescriptor.cncVersionOffset(0)) != 0;
                refuseIfAlive(
                    file,
                    CncFileDescriptor.pid(metaData),
                    isReady ? heartbeatMs(cnc, metaData) : file.lastModified());
            }
            finally
            {
                IoUtil.unmap(cnc);
            }
        }
        IoUtil.delete(aeronDir, true);
    }

    private static long heartbeatMs(final MappedByteBuffer cnc, final UnsafeBuffer metaData)
    {
        return new ManyToOneRingBuffer(CncFileDescriptor.createToDriverBuffer(cnc, metaData)).consumerHeartbeatTime();
    }

    private void refuseIfAlive(final File file, final long pid, final long heardMs)
    {
        final boolean isAlive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        if (isAlive && pid != ownPid && clock.time() - heardMs < FRESH_MS)
        {
            throw new StartupException(
                StartupError.DIRECTORY_IN_USE, file.getParent() + " is used by the living process " + pid);
        }
    }
}
