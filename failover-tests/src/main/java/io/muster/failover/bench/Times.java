package io.muster.failover.bench;

import java.util.ArrayList;
import java.util.List;

/** Milliseconds, one a round. */
final class Times
{
    private final List<Double> ms = new ArrayList<>();

    void add(final long ns)
    {
        ms.add(ns / 1e6);
    }

    int count()
    {
        return ms.size();
    }

    /** The least time that so many percent do not exceed; 0 of none. */
    double percentile(final double percent)
    {
        if (ms.isEmpty())
        {
            return 0;
        }
        final List<Double> sorted = ms.stream().sorted().toList();
        final int rank = (int)Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    double p50()
    {
        return percentile(50);
    }

    double p99()
    {
        return percentile(99);
    }

    double max()
    {
        return percentile(100);
    }
}
