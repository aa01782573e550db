package io.muster.master.engine.directory;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a piece of work allocates on the thread that does it. */
public final class Allocation
{
    private Allocation()
    {
    }

    /**
     * The work is done three times: the virtual machine may still link a call in one of them, on this thread. Up to
     * 1,000 bytes are the measurement's own.
     */
    public static void expectNone(final Runnable work)
    {
        long leastBytes = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++)
        {
            leastBytes = Math.min(leastBytes, bytesAllocatedBy(work));
        }
        assertTrue(leastBytes < 1_000, leastBytes + " bytes");
    }

    private static long bytesAllocatedBy(final Runnable work)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
