package io.muster.master.disk;

import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.ErrorHandler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends the process when an error has ended one of its threads: a replica without an archive, say, would go on saying
 * that it lives. A mapped file that cannot grow, as the disk is full, ends threads in this way. Called by that thread.
 */
public final class DeadThread implements Thread.UncaughtExceptionHandler
{
    private static final long FULL_BYTES = 1 << 20;

    private final Path dir;
    private final ErrorHandler onFailure;

    /** @param dir on the disk that may be full. */
    public DeadThread(final Path dir, final ErrorHandler onFailure)
    {
        this.dir = dir;
        this.onFailure = onFailure;
    }

    @Override
    public void uncaughtException(final Thread thread, final Throwable thrown)
    {
        onFailure.onError(thrown instanceof InternalError ? reason(thread, thrown) : thrown);
    }

    private StartupException reason(final Thread thread, final Throwable thrown)
    {
        return isFull() ?
            new StartupException(StartupError.DISK_FULL, "there is no room left under " + dir, thrown) :
            new StartupException(StartupError.DISK_FAILED,
                "a mapped file cannot be written or read, in " + thread.getName() + ": " + thrown, thrown);
    }

    private boolean isFull()
    {
        try
        {
            return Files.getFileStore(dir).getUsableSpace() < FULL_BYTES;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }
}
