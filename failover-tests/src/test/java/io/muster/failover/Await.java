package io.muster.failover;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import static org.junit.jupiter.api.Assertions.fail;

/** Waiting for what another process does. */
public final class Await
{
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await()
    {
    }

    /** Fails the test unless the condition holds within some seconds. */
    public static void until(final int seconds, final Supplier<String> what, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                fail("not within " + seconds + " s: " + what.get());
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
