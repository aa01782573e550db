package io.muster.node;

import io.aeron.Aeron;
import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import org.agrona.ErrorHandler;
import org.agrona.IoUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.MappedByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The media driver in each process, and the client of it. What they report goes to the failure handler when the process
 * cannot survive it, and else, each kind once, to standard error.
 */
public final class Drivers
{
    private Drivers()
    {
    }

    /** Launch a driver of this process's own, after a look at its directory. */
    public static MediaDriver launch(final NodeSettings settings, final ErrorHandler onFailure)
    {
        return MediaDriver.launch(context(settings, onFailure));
    }

    /**
     * The driver's settings, for a process that launches it together with something else.
     *
     * @throws StartupException when another living process has the directory, or there is no room for it.
     */
    public static MediaDriver.Context context(final NodeSettings settings, final ErrorHandler onFailure)
    {
        directoryUnused(settings.aeronDir);
        Preflight.diskFree(settings.aeronDir, settings.driverMemoryBytesMin);

        final int socketBufferBytes = allowed(settings.socketBufferBytes);
        return new MediaDriver.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(idleStrategy(settings))
            .mtuLength(settings.mtuBytes)
            .publicationTermBufferLength(settings.termBytes)
            .ipcTermBufferLength(settings.termBytes)
            .socketSndbufLength(socketBufferBytes)
            .socketRcvbufLength(socketBufferBytes)
            .initialWindowLength(Math.min(socketBufferBytes, settings.termBytes / 2))
            .timerIntervalNs(settings.driverTimerNs)
            .epochClock(SteadyEpochClock.INSTANCE)
            .errorHandler(onlyFatal(onFailure))
            .terminationHook(() -> onFailure.onError(
                new StartupException(StartupError.DRIVER_LOST, "the media driver was told to end")));
    }

    /** A client with a conductor thread of its own, to be closed before the driver. */
    public static Aeron connect(final NodeSettings settings, final ErrorHandler onFailure)
    {
        return Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .epochClock(SteadyEpochClock.INSTANCE)
            .errorHandler(new FatalErrors(onFailure, System.err, true)));
    }

    /** For an agent of this process: a few spins, a few yields, then sleeps of 1 us to {@code node.idleMax}. */
    public static IdleStrategy idleStrategy(final NodeSettings settings)
    {
        return new BackoffIdleStrategy(10, 5, TimeUnit.MICROSECONDS.toNanos(1), settings.idleMaxNs);
    }

    /** Passes on what the process cannot survive; prints the rest, each kind once. */
    public static ErrorHandler onlyFatal(final ErrorHandler onFailure)
    {
        return new FatalErrors(onFailure, System.err, false);
    }

    /**
     * A driver that was killed leaves its directory behind, which looks alive for ten seconds; and the number of its
     * process may be another's by now. So only a directory that looks alive, of a process that lives, keeps us out.
     */
    private static void directoryUnused(final Path aeronDir)
    {
        final MappedByteBuffer file = new CommonContext()
            .aeronDirectoryName(aeronDir.toString())
            .concludeAeronDirectory()
            .mapExistingCncFile(Drivers::ignore);
        if (file == null)
        {
            return;
        }
        try
        {
            final long pid = CncFileDescriptor.pid(CncFileDescriptor.createMetaDataBuffer(file));
            if (ProcessHandle.of(pid).isPresent() &&
                CommonContext.isDriverActive(CommonContext.DEFAULT_DRIVER_TIMEOUT_MS, Drivers::ignore, file))
            {
                throw new StartupException(
                    StartupError.DIRECTORY_IN_USE, "the process " + pid + " uses the directory " + aeronDir);
            }
        }
        finally
        {
            IoUtil.unmap(file);
        }
    }

    private static void ignore(final String progress)
    {
    }

    /** What the kernel gives of a socket buffer, which may be less than is asked for. */
    private static int allowed(final int bytes)
    {
        try (DatagramChannel channel = DatagramChannel.open())
        {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bytes);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
            return Math.min(bytes, Math.min(
                channel.getOption(StandardSocketOptions.SO_RCVBUF),
                channel.getOption(StandardSocketOptions.SO_SNDBUF)));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
