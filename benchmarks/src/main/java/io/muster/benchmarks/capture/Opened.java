package io.muster.benchmarks.capture;

import org.agrona.CloseHelper;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is closed at the end, last opened first, whether that end is the benchmark's own or a signal's. The main thread
 * adds; it or the shutdown hook closes.
 */
final class Opened implements AutoCloseable
{
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean isClosed;

    /** @throws IllegalStateException when a signal came meanwhile; it is closed then. */
    synchronized <T extends AutoCloseable> T add(final T closeable)
    {
        if (isClosed)
        {
            CloseHelper.quietClose(closeable);
            throw new IllegalStateException("the benchmark was told to end");
        }
        open.push(closeable);
        return closeable;
    }

    /** Waits for a close that is under way. */
    synchronized boolean isClosed()
    {
        return isClosed;
    }

    @Override
    public synchronized void close()
    {
        isClosed = true;
        while (!open.isEmpty())
        {
            CloseHelper.quietClose(open.pop());
        }
    }
}
