package io.muster.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, up to a deadline. */
public final class Await
{
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);

    private Await()
    {
    }

    /** @param work done between two looks at the condition. */
    public static void until(final String what, final BooleanSupplier condition, final Runnable work)
    {
        final long beganNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - beganNs > DEADLINE_NS)
            {
                throw new AssertionError("after 30 s still not: " + what);
            }
            work.run();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
        }
    }
}
