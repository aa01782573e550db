package io.muster.node.capture;

import io.muster.codecs.CaptureBatchEncoder;
import io.muster.codecs.CapturedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

import static io.muster.node.StartupError.DIRECTORY_UNWRITABLE;
import static io.muster.node.StartupError.DISK_FULL;

/**
 * Takes what is in the ring to the disk, in batches: whatever has come meanwhile goes with one append. Files that
 * cannot be written are tried again after a while; what comes until then is dropped, counted, and said so once.
 */
public final class CaptureWriter implements Agent
{
    private static final int BATCH_BYTES = 1 << 20;
    private static final int READ_LIMIT = 16 * 1024;
    private static final long RETRY_MS = TimeUnit.SECONDS.toMillis(5);
    private static final long RETRY_MAX_MS = TimeUnit.MINUTES.toMillis(5);

    private final CaptureBatchEncoder batch = new CaptureBatchEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CRC32C crc = new CRC32C();
    private final MessageHandler take = this::take;
    private final Step open = this::open;
    private final Step append = this::append;

    private final Capture capture;
    private final CaptureCounters counters;
    private final CaptureSettings settings;
    private final NodeKind kind;
    private final int nodeId;
    private final EpochClock clock;
    private final PrintStream err;
    private final long startMs;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final CaptureLock lock;
    private CaptureQueue queue;
    private int length;
    private int messages;
    private long batchSeq;
    private boolean isSuspended;
    private long retryMs;
    /** 0: the last attempt went well. */
    private long retryAfterMs;

    /**
     * The directory is this process's from now on, until the agent is closed.
     *
     * @param err is told when files cannot be written, and when they can be again.
     * @throws io.muster.node.StartupException DIRECTORY_UNWRITABLE, DIRECTORY_IN_USE.
     */
    public CaptureWriter(
        final Capture capture,
        final CaptureSettings settings,
        final NodeKind kind,
        final int nodeId,
        final EpochClock clock,
        final PrintStream err)
    {
        this.capture = capture;
        this.settings = settings;
        this.kind = kind;
        this.nodeId = nodeId;
        this.clock = clock;
        this.err = err;
        lock = new CaptureLock(settings.dir);
        counters = capture.counters();
        startMs = clock.time();
        bytes = BufferUtil.allocateDirectAligned(BATCH_BYTES + Capture.MESSAGE_BYTES_MAX, Long.BYTES);
        buffer = new UnsafeBuffer(bytes);
        begin();
    }

    /**
     * Takes what has come, up to a bound and to the ring's end.
     *
     * @return 0: pause, so that what comes meanwhile makes one batch; else so much is left that the ring may get full.
     */
    @Override
    public int doWork()
    {
        capture.ring().read(take, READ_LIMIT);
        flush();
        return capture.ring().size() > capture.ring().capacity() / 4 ? 1 : 0;
    }

    /** Making the files takes half a second, for which nobody should wait. */
    @Override
    public void onStart()
    {
        attempt(open);
    }

    /** What was said before the process closed is still written. */
    @Override
    public void onClose()
    {
        // A read ends at the ring's end, and may have found nothing but padding there.
        while (capture.ring().read(take, READ_LIMIT) > 0 || capture.ring().read(take, READ_LIMIT) > 0)
        {
            flush();
        }
        closeQueue();
        CloseHelper.quietClose(lock);
    }

    @Override
    public String roleName()
    {
        return "capture";
    }

    private void take(final int type, final MutableDirectBuffer source, final int index, final int bytesTaken)
    {
        buffer.putBytes(length, source, index, bytesTaken);
        length += bytesTaken;
        messages++;
        if (length >= BATCH_BYTES)
        {
            flush();
        }
    }

    private void begin()
    {
        length = MessageHeaderEncoder.ENCODED_LENGTH + CaptureBatchEncoder.BLOCK_LENGTH;
        messages = 0;
    }

    private void flush()
    {
        if (messages == 0)
        {
            return;
        }
        if (queue == null && clock.time() >= retryMs)
        {
            attempt(open);
        }
        if (!hasRoom() || !attempt(append))
        {
            counters.dropped.getAndAdd(messages);
        }
        begin();
    }

    private void open() throws IOException
    {
        queue = new CaptureQueue(settings, clock, counters);
    }

    private boolean hasRoom()
    {
        if (queue == null)
        {
            return false;
        }
        final boolean hasRoom = queue.hasRoom();
        if (hasRoom == isSuspended)
        {
            isSuspended = !hasRoom;
            counters.suspended.set(isSuspended ? 1 : 0);
            say(hasRoom ? "capturing again in " + settings.dir + "; not captured so far: " + counters.dropped.get() :
                DISK_FULL.code() + " nothing is captured: less than capture.diskMin is free under " + settings.dir);
        }
        return hasRoom;
    }

    private void append() throws IOException
    {
        batch.wrapAndApplyHeader(buffer, 0, header)
            .nodeId(nodeId)
            .startMs(startMs)
            .batchSeq(batchSeq + 1)
            .dropped(counters.dropped.get())
            .capturedBlockLength(CapturedEncoder.BLOCK_LENGTH)
            .nodeKind(kind);
        crc.reset();
        bytes.limit(length).position(batch.offset() + CaptureBatchEncoder.checksumEncodingOffset() + Integer.BYTES);
        crc.update(bytes);
        bytes.clear();
        batch.checksum((int)crc.getValue());
        bytes.limit(length);
        queue.append(bytes);
        bytes.clear();
        batchSeq++;
        if (retryAfterMs != 0)
        {
            retryAfterMs = 0;
            say("capturing again in " + settings.dir + "; not captured so far: " + counters.dropped.get());
        }
        counters.messages.getAndAdd(messages);
        counters.batches.increment();
        counters.bytes.getAndAdd(length);
    }

    private interface Step
    {
        void run() throws IOException;
    }

    /** Chronicle throws errors, too, and so does Java where a mapped disk is full. The process goes on without. */
    private boolean attempt(final Step step)
    {
        try
        {
            step.run();
            return true;
        }
        catch (final Exception | LinkageError | AssertionError | InternalError failure)
        {
            counters.failures.increment();
            if (retryAfterMs == 0)
            {
                say(DIRECTORY_UNWRITABLE.code() + " nothing is captured, cannot write in " + settings.dir + ": " +
                    failure);
            }
            retryAfterMs = Math.min(RETRY_MAX_MS, Math.max(RETRY_MS, 2 * retryAfterMs));
            retryMs = clock.time() + retryAfterMs;
            closeQueue();
            return false;
        }
    }

    /** What cannot be written may not be closed without a fault either. */
    private void closeQueue()
    {
        final CaptureQueue closing = queue;
        queue = null;
        try
        {
            CloseHelper.close(closing);
        }
        catch (final Exception | LinkageError | AssertionError | InternalError failure)
        {
            counters.failures.increment();
        }
    }

    private void say(final String sentence)
    {
        err.println("muster: " + sentence);
    }
}
