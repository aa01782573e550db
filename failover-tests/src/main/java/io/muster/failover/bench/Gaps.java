package io.muster.failover.bench;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times in which nothing came, written down by the thread that waited and asked for by another. */
final class Gaps
{
    private record Gap(long beginNs, long endNs)
    {
    }

    private final Queue<Gap> gaps = new ConcurrentLinkedQueue<>();
    private final long leastNs;

    /** @param leastNs shorter ones are not written down. */
    Gaps(final long leastNs)
    {
        this.leastNs = leastNs;
    }

    void add(final long beginNs, final long endNs)
    {
        if (endNs - beginNs >= leastNs)
        {
            gaps.add(new Gap(beginNs, endNs));
        }
    }

    /** The longest one that ended in this time, or 0; earlier ones are forgotten. */
    long longestNs(final long fromNs, final long toNs)
    {
        gaps.removeIf((gap) -> gap.endNs - fromNs < 0);
        return gaps.stream().filter((gap) -> gap.endNs - toNs <= 0)
            .mapToLong((gap) -> gap.endNs - gap.beginNs).max().orElse(0);
    }
}
