package io.muster.master.disk;

import io.aeron.archive.client.ArchiveException;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.ErrorHandler;

import java.io.IOException;

/**
 * Tells apart, of what the archive and the consensus module report, that the disk refused to write, read or sync, or
 * that the archive has no room for a recording. After a failed sync the system may have thrown away what it could not
 * write, and calls the next sync a success; so this replica ends, and looks at its files anew. Called by their threads.
 */
public final class DiskErrors implements ErrorHandler
{
    private final ErrorHandler next;

    /** @param next is told everything, what the disk did with a code of its own. */
    public DiskErrors(final ErrorHandler next)
    {
        this.next = next;
    }

    @Override
    public void onError(final Throwable thrown)
    {
        next.onError(StartupException.of(thrown).error() == StartupError.BUG ? named(thrown) : thrown);
    }

    private static Throwable named(final Throwable thrown)
    {
        if (isOfRoom(thrown))
        {
            return new StartupException(StartupError.DISK_FULL, "the archive has no room left: " + thrown, thrown);
        }
        return !isOfDisk(thrown) ? thrown : new StartupException(
            StartupError.DISK_FAILED, "the disk refuses what the archive asks of it: " + thrown, thrown);
    }

    private static boolean isOfRoom(final Throwable thrown)
    {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause())
        {
            if (cause instanceof final ArchiveException refusal &&
                refusal.errorCode() == ArchiveException.STORAGE_SPACE)
            {
                return true;
            }
        }
        return false;
    }

    /** A file that is not there, or a channel closed under a thread, is an exception of a narrower class. */
    private static boolean isOfDisk(final Throwable thrown)
    {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause())
        {
            if (cause.getClass() == IOException.class)
            {
                return true;
            }
        }
        return false;
    }
}
