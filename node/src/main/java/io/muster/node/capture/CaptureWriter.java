package io.muster.node.capture;

import io.muster.codecs.NodeKind;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

import static io.muster.node.StartupError.DIRECTORY_UNWRITABLE;
import static io.muster.node.StartupError.DISK_FULL;

/**
 * Takes what is in the rings to the disk, in batches: whatever has come meanwhile goes with one append. Files that
 * cannot be written are tried again after a while; what comes until then is dropped, counted, and said so once.
 */
public final class CaptureWriter implements Agent
{
    private static final long RETRY_MS = TimeUnit.SECONDS.toMillis(5);
    private static final long RETRY_MAX_MS = TimeUnit.MINUTES.toMillis(5);

    private final Step open = this::open;
    private final Step append = this::append;

    private final CaptureCounters counters;
    private final CaptureSettings settings;
    private final EpochClock clock;
    private final PrintStream err;
    private final CaptureBatch batch;
    private final CaptureLock lock;
    private CaptureQueue queue;
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
        this.settings = settings;
        this.clock = clock;
        this.err = err;
        lock = new CaptureLock(settings.dir);
        counters = capture.counters();
        batch = new CaptureBatch(capture, kind, nodeId, clock.time());
    }

    /**
     * Takes what has come.
     *
     * @return 0: pause, so that what comes meanwhile makes one batch; else so much came that a ring may get full.
     */
    @Override
    public int doWork()
    {
        batch.look();
        while (batch.take())
        {
            flush();
            batch.release();
        }
        return batch.isMuchLeft() ? 1 : 0;
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
        doWork();
        closeQueue();
        CloseHelper.quietClose(lock);
    }

    @Override
    public String roleName()
    {
        return "capture";
    }

    private void flush()
    {
        if (queue == null && clock.time() >= retryMs)
        {
            attempt(open);
        }
        if (!hasRoom() || !attempt(append))
        {
            counters.dropped.getAndAdd(batch.messages());
        }
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
        queue.append(batch.seal(batchSeq + 1, counters.dropped.get()), batch.length());
        batchSeq++;
        if (retryAfterMs != 0)
        {
            retryAfterMs = 0;
            say("capturing again in " + settings.dir + "; not captured so far: " + counters.dropped.get());
        }
        counters.messages.getAndAdd(batch.messages());
        counters.batches.increment();
        counters.bytes.getAndAdd(batch.length());
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
