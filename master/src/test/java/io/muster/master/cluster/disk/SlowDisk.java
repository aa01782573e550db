package io.muster.master.cluster.disk;

import io.muster.master.cluster.Await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes each sync of a process slow, or fail, until it is closed: by the tracer {@code strace}. */
final class SlowDisk implements AutoCloseable
{
    private static final String SYNCS = "fsync,fdatasync";

    private final Process tracer;

    private SlowDisk(final long pid, final String fault)
    {
        try
        {
            tracer = new ProcessBuilder("strace", "-f", "-qq", "-o", "/dev/null", "-p", Long.toString(pid),
                "-e", "trace=" + SYNCS, "-e", "inject=" + SYNCS + ":" + fault)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        Await.until(10, () -> "strace to hold every thread of " + pid, () -> isTraced(pid));
    }

    /** Each sync takes so long. */
    static SlowDisk of(final long pid, final long ms)
    {
        return new SlowDisk(pid, "delay_exit=" + TimeUnit.MILLISECONDS.toMicros(ms));
    }

    /** Each sync fails. */
    static SlowDisk failing(final long pid)
    {
        return new SlowDisk(pid, "error=EIO");
    }

    /** Whether this machine can do it at all. */
    static boolean isPossible()
    {
        return Stream.of("/usr/bin/strace", "/bin/strace").map(Path::of).anyMatch(Files::isExecutable);
    }

    private static boolean isTraced(final long pid)
    {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task")))
        {
            final List<Path> all = threads.toList();
            for (final Path thread : all)
            {
                if (Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n"))
                {
                    return false;
                }
            }
            return true;
        }
        catch (final IOException ex)
        {
            // A thread has come to its end meanwhile.
            return false;
        }
    }

    @Override
    public void close()
    {
        tracer.destroy();
        try
        {
            tracer.waitFor(10, TimeUnit.SECONDS);
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }
}
