package io.muster.benchmarks.directory;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntConsumer;

/**
 * The longest that any single command took: by the clock, which on a busy machine counts the turns of others, too; and
 * at most how much processor time it took, which doesn't.
 * <p>
 * Each command is timed by the clock, each block of commands by its processor time. A command that took long by the
 * clock in a block that took little processor time was waiting for its turn.
 */
final class Worst
{
    private static final double NS_PER_MS = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long totalNs;
    private long wallNs;
    private long cpuNs;

    /** Time a block of commands, each of them told its number from 0. Returns the nanoseconds of all. */
    long time(final int commands, final IntConsumer command)
    {
        final long beganCpuNs = THREADS.getCurrentThreadCpuTime();
        final long beganNs = System.nanoTime();
        long ns = beganNs;
        long worstNs = 0;
        for (int i = 0; i < commands; i++)
        {
            command.accept(i);
            final long nowNs = System.nanoTime();
            worstNs = Math.max(worstNs, nowNs - ns);
            ns = nowNs;
        }
        wallNs = Math.max(wallNs, worstNs);
        cpuNs = Math.max(cpuNs, Math.min(worstNs, THREADS.getCurrentThreadCpuTime() - beganCpuNs));
        totalNs += ns - beganNs;
        return ns - beganNs;
    }

    /** Of all blocks. */
    long totalNs()
    {
        return totalNs;
    }

    /** By the clock. */
    double wallMs()
    {
        return wallNs / NS_PER_MS;
    }

    /** Of processor time, at most. */
    double cpuMs()
    {
        return cpuNs / NS_PER_MS;
    }
}
