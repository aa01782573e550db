package io.muster.node;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

import java.util.concurrent.TimeUnit;

/**
 * The wall clock when this process began, and from then on the time that has passed. Aeron tells by epoch clocks
 * whether its clients live: were the wall clock set an hour ahead, a driver would put out all of them. One process has
 * one, for everything of Aeron.
 */
public final class SteadyEpochClock implements EpochClock
{
    /** Of this process. */
    public static final SteadyEpochClock INSTANCE = new SteadyEpochClock();

    private final long beginMs = SystemEpochClock.INSTANCE.time();
    private final long beginNs = System.nanoTime();

    private SteadyEpochClock()
    {
    }

    /** Milliseconds; never less than before. */
    @Override
    public long time()
    {
        return beginMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNs);
    }
}
