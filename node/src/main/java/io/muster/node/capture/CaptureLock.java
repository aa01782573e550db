package io.muster.node.capture;

import io.muster.node.Preflight;
import io.muster.node.StartupException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import static io.muster.node.StartupError.DIRECTORY_IN_USE;
import static io.muster.node.StartupError.DIRECTORY_UNWRITABLE;

/** Keeps other processes from capturing into a directory; the system lets go of it when the process dies. */
final class CaptureLock implements AutoCloseable
{
    private final FileChannel channel;

    CaptureLock(final Path dir)
    {
        Preflight.directoryWritable(dir);
        try
        {
            channel = FileChannel.open(
                dir.resolve("capture.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock() == null)
            {
                channel.close();
                throw new StartupException(DIRECTORY_IN_USE, "another process captures in " + dir);
            }
        }
        catch (final IOException ex)
        {
            throw new StartupException(DIRECTORY_UNWRITABLE, "cannot write in " + dir + ": " + ex, ex);
        }
    }

    private FileLock lock() throws IOException
    {
        try
        {
            return channel.tryLock();
        }
        catch (final OverlappingFileLockException ex)
        {
            return null;
        }
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
