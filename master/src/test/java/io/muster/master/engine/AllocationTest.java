package io.muster.master.engine;

import com.sun.management.ThreadMXBean;
import io.muster.master.engine.script.Script;
import io.muster.master.engine.script.ScriptWriter;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AllocationTest
{
    /** Few enough instances that all of them have been in use by the time when it counts. */
    private static final EngineSettings SETTINGS =
        new EngineSettings(8, 1_000, 150, 1024 * 1024, 5_000, 15_000, 10_000, 1_000);

    @Test
    void shouldAllocateNothingOnceItHasGrown()
    {
        final Script script = new Script(64 * 1024 * 1024);
        final Engine first = new Engine(SETTINGS);
        new ScriptWriter(first, script, 1_000, 3).write(300_000);
        script.apply(new Engine(SETTINGS), 0, script.entries()); // Warm up, so that the compiler has had its share.

        final Engine engine = new Engine(SETTINGS);
        final int part = script.entries() / 6;
        script.apply(engine, 0, 3 * part);
        long leastBytes = Long.MAX_VALUE;
        for (int i = 3; i < 6; i++)
        {
            // In one of the parts the virtual machine may still link a call, on this thread.
            final int from = i * part;
            leastBytes = Math.min(leastBytes, bytesAllocatedBy(() -> script.apply(engine, from, from + part)));
        }
        script.apply(engine, 6 * part, script.entries());

        assertEquals(first.digest(), engine.digest());
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
