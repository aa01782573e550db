package io.muster.game.worker;

import io.muster.node.status.Counters;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.concurrent.TimeUnit;

/** How late the ticks of one worker are: percentiles of each second, for the status page. */
final class Punctuality
{
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LATE_MAX_US = TimeUnit.SECONDS.toMicros(60);

    private final Histogram lateUs = new Histogram(LATE_MAX_US, 2);
    private final AtomicCounter p50Us;
    private final AtomicCounter p99Us;
    private final AtomicCounter maxUs;
    private final AtomicCounter worstUs;
    private long windowEndNs;

    Punctuality(final Counters counters, final int workerIndex, final long nowNs)
    {
        final String worker = "worker_" + workerIndex + "_tick_late_";
        p50Us = counters.counter(worker + "p50_us", "half the ticks of the last second were at most so late");
        p99Us = counters.counter(worker + "p99_us", "99 of 100 ticks of the last second were at most so late");
        maxUs = counters.counter(worker + "max_us", "the latest tick of the last second");
        worstUs = counters.counter(worker + "worst_us", "the latest tick since the start");
        windowEndNs = nowNs + WINDOW_NS;
    }

    void ticked(final int ticks, final long lateNs)
    {
        lateUs.recordValueWithCount(Math.min(LATE_MAX_US, TimeUnit.NANOSECONDS.toMicros(lateNs)), ticks);
    }

    /** Publish once a second. */
    void publish(final long nowNs)
    {
        if (nowNs - windowEndNs >= 0)
        {
            p50Us.setOrdered(lateUs.getValueAtPercentile(50));
            p99Us.setOrdered(lateUs.getValueAtPercentile(99));
            maxUs.setOrdered(lateUs.getMaxValue());
            worstUs.setOrdered(Math.max(worstUs.get(), lateUs.getMaxValue()));
            lateUs.reset();
            windowEndNs = nowNs + WINDOW_NS;
        }
    }
}
