package io.muster.failover.fault.ground;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other processes do, never longer than is said. */
public final class Await
{
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await()
    {
    }

    /** Whether it came to hold within a time. */
    public static boolean holds(final long timeoutMs, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                return false;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return true;
    }

    /** Let a fault last. */
    public static void pass(final long ms)
    {
        final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long leftNs = untilNs - System.nanoTime(); leftNs > 0; leftNs = untilNs - System.nanoTime())
        {
            LockSupport.parkNanos(leftNs);
        }
    }
}
