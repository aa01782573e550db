package io.muster.master.disk;

import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.ErrorHandler;

import java.io.IOException;

/**
 * Tells apart, of what the archive reports, that the disk refused to write, read or sync. After a failed sync the
 * system may have thrown away what it could not write, and calls the next sync a success; so this replica ends, and
 * looks at its files anew. Called by the archive's thread.
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
        final boolean isKnown = StartupException.of(thrown).error() != StartupError.BUG;
        next.onError(isKnown || !isOfDisk(thrown) ? thrown : new StartupException(
            StartupError.DISK_FAILED, "the disk refuses what the archive asks of it: " + thrown, thrown));
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
