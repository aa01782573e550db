package io.muster.benchmarks;

import java.util.concurrent.TimeUnit;

/** Says when a command is due. A late one keeps the time at which it was due, so that waiting counts as waiting. */
final class Pace
{
    private long intervalNs;
    private long nextNs;

    void begin(final int perSecond, final long nowNs)
    {
        intervalNs = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        nextNs = nowNs;
    }

    boolean isDue(final long nowNs)
    {
        return intervalNs == 0 || nowNs - nextNs >= 0;
    }

    /** When the next command is due. */
    long dueNs(final long nowNs)
    {
        return intervalNs == 0 ? nowNs : nextNs;
    }

    /** The next command was sent. */
    void advance()
    {
        nextNs += intervalNs;
    }
}
