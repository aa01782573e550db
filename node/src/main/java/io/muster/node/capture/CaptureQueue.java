package io.muster.node.capture;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.onoes.ExceptionHandler;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochClock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The files of a capture, as Chronicle Queue writes them. Chronicle begins a new file when its clock comes to another
 * minute; here that clock stands still until a file is large or old enough, so files are named after the minute in
 * which they began, or a later one if that was taken.
 */
final class CaptureQueue implements AutoCloseable
{
    private static final long CYCLE_MS = LegacyRollCycles.MINUTELY.lengthInMillis();
    private static final DateTimeFormatter NAME =
        DateTimeFormatter.ofPattern(LegacyRollCycles.MINUTELY.format()).withZone(ZoneOffset.UTC);
    /** Files are mapped, and grow, by so much at a time: it costs time, and no batch is longer than the least. */
    private static final int BLOCK_BYTES_MIN = 2 << 20;
    private static final int BLOCK_BYTES_MAX = 16 << 20;
    private static final long LOOK_BYTES = 1 << 20;
    /** What may be written from one look to the next, and more. */
    private static final long LOOK_MARGIN_BYTES = 4 << 20;
    private static final long LOOK_MS = 1_000;
    /** Of a library that tells by Java's logging what does not concern us; held, or its level is forgotten. */
    private static final Logger CHRONICLE_LOGGER = Logger.getLogger("net.openhft");

    static
    {
        CHRONICLE_LOGGER.setLevel(Level.OFF);
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        Jvm.setExceptionHandlers(ExceptionHandler.ignoresEverything(), ExceptionHandler.ignoresEverything(),
            ExceptionHandler.ignoresEverything(), ExceptionHandler.ignoresEverything());
    }

    private final CaptureSettings settings;
    private final EpochClock clock;
    private final CaptureCounters counters;
    private final FileStore disk;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final BatchFile written = new BatchFile();
    private final int blockBytes;
    private Path file;
    private long cycleMs;
    private long beganMs;
    private long fileBytes;
    private long unlookedBytes = LOOK_BYTES;
    private long lookedMs;
    private boolean hasRoom;

    CaptureQueue(final CaptureSettings settings, final EpochClock clock, final CaptureCounters counters)
        throws IOException
    {
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
        Files.createDirectories(settings.dir);
        disk = Files.getFileStore(settings.dir);
        blockBytes = (int)Math.max(BLOCK_BYTES_MIN, Math.min(BLOCK_BYTES_MAX, settings.rollBytes / 4));
        queue = SingleChronicleQueueBuilder.binary(settings.dir)
            .rollCycle(LegacyRollCycles.MINUTELY)
            .timeProvider(() -> cycleMs)
            .blockSize(blockBytes)
            .build();
        try
        {
            appender = queue.createAppender();
            // What a process that was killed left half written stays as it is.
            cycleMs = (queue.lastCycle() + 1L) * CYCLE_MS;
            roll();
        }
        catch (final RuntimeException ex)
        {
            CloseHelper.quietClose(queue);
            throw ex;
        }
    }

    /** Whether the disk has room; it is looked at once in a while. */
    boolean hasRoom()
    {
        final long nowMs = clock.time();
        if (unlookedBytes >= LOOK_BYTES || nowMs - lookedMs >= LOOK_MS)
        {
            unlookedBytes = 0;
            lookedMs = nowMs;
            hasRoom = roomBytes() >= settings.diskBytesMin + LOOK_MARGIN_BYTES;
        }
        return hasRoom;
    }

    private long roomBytes()
    {
        try
        {
            return disk.getUsableSpace();
        }
        catch (final IOException ex)
        {
            return 0;
        }
    }

    /**
     * Write a batch.
     *
     * @param batch  its parts; of each what is between position and limit.
     * @param length of all of them.
     */
    void append(final ByteBuffer[] batch, final int length) throws IOException
    {
        if (fileBytes >= settings.rollBytes || clock.time() - beganMs >= settings.rollAgeMs)
        {
            cycleMs += CYCLE_MS;
            roll();
        }
        try (DocumentContext document = appender.writingDocument())
        {
            write(document, batch, length);
        }
        fileBytes += length;
        unlookedBytes += length;
    }

    /** Half a batch is none: it is taken back. */
    private void write(final DocumentContext document, final ByteBuffer[] batch, final int length)
        throws IOException
    {
        try
        {
            final Bytes<?> target = document.wire().bytes();
            written.write(file, batch, target.writePosition());
            target.writeSkip(length);
        }
        catch (final IOException | RuntimeException | AssertionError | InternalError failure)
        {
            document.rollbackOnClose();
            throw failure;
        }
    }

    /** A file into which nothing could be written is none. */
    @Override
    public void close()
    {
        CloseHelper.closeAll(written, appender, queue);
        if (fileBytes == 0)
        {
            file.toFile().delete();
        }
    }

    /** The next batch begins a file. */
    private void roll()
    {
        beganMs = clock.time();
        cycleMs = Math.max(beganMs, cycleMs);
        fileBytes = 0;
        file = settings.dir.resolve(NAME.format(Instant.ofEpochMilli(cycleMs)) + CaptureFile.SUFFIX);
        trim();
    }

    private void trim()
    {
        final List<Path> files = CaptureFile.in(settings.dir);
        long total = files.stream().mapToLong(CaptureQueue::sizeOf).sum() + settings.rollBytes + 3L * blockBytes;
        for (final Path oldest : files)
        {
            if (total <= settings.bytesMax)
            {
                return;
            }
            final long bytesOfIt = sizeOf(oldest);
            if (oldest.toFile().delete())
            {
                total -= bytesOfIt;
                counters.filesDropped.increment();
            }
        }
    }

    private static long sizeOf(final Path file)
    {
        return file.toFile().length();
    }
}
