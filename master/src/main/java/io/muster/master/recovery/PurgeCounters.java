package io.muster.master.recovery;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What a replica has thrown away of its files. Raised by the thread that does it. */
public final class PurgeCounters
{
    final AtomicCounter logStart;
    final AtomicCounter segments;
    final AtomicCounter snapshots;
    final AtomicCounter damaged;
    final AtomicCounter postponed;

    public PurgeCounters(final Counters counters)
    {
        logStart = counters.counter(
            "log_start_position", "of the log on this disk: what was before it is purged; -1: not known yet");
        logStart.setRelease(-1);
        segments = counters.counter("log_segments_purged_total", "files of the log that were deleted");
        snapshots = counters.counter("snapshots_purged_total", "snapshots that were deleted");
        damaged = counters.counter("snapshots_damaged_total", "snapshots that were read back and found damaged");
        postponed = counters.counter("purges_postponed_total", "times that the log was being read and was kept");
    }
}
