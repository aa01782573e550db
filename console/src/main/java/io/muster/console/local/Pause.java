package io.muster.console.local;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The wait between two looks at something that another process changes. */
final class Pause
{
    private Pause()
    {
    }

    static void ms(final long ms)
    {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
