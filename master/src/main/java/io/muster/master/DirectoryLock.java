package io.muster.master;

import io.muster.node.StartupError;
import io.muster.node.StartupException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * A directory's only owner. The kernel releases it with the process, however that ends, so it needs no pid and no
 * clock, and holds between containers of one machine that share a volume.
 */
final class DirectoryLock implements AutoCloseable
{
    private final FileChannel channel;

    private DirectoryLock(final FileChannel channel)
    {
        this.channel = channel;
    }

    /** @throws StartupException DIRECTORY_IN_USE when somebody else has it. */
    static DirectoryLock take(final Path directory)
    {
        final Path file = directory.resolve("lock");
        try
        {
            final FileChannel channel = FileChannel.open(file, CREATE, WRITE);
            if (isLocked(channel))
            {
                return new DirectoryLock(channel);
            }
            channel.close();
        }
        catch (final IOException ex)
        {
            throw new StartupException(StartupError.DIRECTORY_UNWRITABLE, file + " cannot be locked: " + ex, ex);
        }
        throw new StartupException(
            StartupError.DIRECTORY_IN_USE, directory.toAbsolutePath() + " is used by another living replica");
    }

    private static boolean isLocked(final FileChannel channel) throws IOException
    {
        try
        {
            final FileLock lock = channel.tryLock();
            return lock != null;
        }
        catch (final OverlappingFileLockException ex)
        {
            return false;
        }
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
