package io.muster.master.cluster.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of its own in memory, which can be filled. Only the superuser can have one. */
final class SmallDisk implements AutoCloseable
{
    private static final int BLOCK_BYTES = 64 * 1024;

    private final Path dir;

    /** @param dir where it is mounted; made when it is not there. */
    SmallDisk(final Path dir, final int mebibytes)
    {
        this.dir = dir;
        try
        {
            Files.createDirectories(dir);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", dir.toString());
    }

    /** Whether this user may mount. */
    static boolean isPossible()
    {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/mount"));
    }

    /** Leave no byte free. */
    void fill()
    {
        final byte[] block = new byte[BLOCK_BYTES];
        try (var file = Files.newOutputStream(filler()))
        {
            while (true)
            {
                file.write(block);
            }
        }
        catch (final IOException full)
        {
            if (!String.valueOf(full.getMessage()).contains("No space left"))
            {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Undo {@link #fill}. */
    void clear()
    {
        try
        {
            Files.delete(filler());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private Path filler()
    {
        return dir.resolve("filler");
    }

    @Override
    public void close()
    {
        run("umount", "-l", dir.toString());
    }

    private static void run(final String... command)
    {
        try
        {
            final Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0)
            {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }
}
