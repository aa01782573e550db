package io.muster.benchmarks.directory.engine;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this process uses. */
final class Memory
{
    private static final int COLLECTIONS = 3;

    private Memory()
    {
    }

    /** Bytes on the heap that are reachable, after collections that leave nothing else. */
    static long heapBytes()
    {
        for (int i = 0; i < COLLECTIONS; i++)
        {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes of direct buffers. */
    static long directBytes()
    {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter((pool) -> "direct".equals(pool.getName()))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    }
}
