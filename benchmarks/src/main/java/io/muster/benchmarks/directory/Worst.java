package io.muster.benchmarks.directory;

import org.agrona.collections.Long2LongHashMap;

import java.util.function.IntConsumer;

/**
 * The longest that any single command takes, by the clock.
 * <p>
 * A machine stalls whatever runs on it, now and then and for longer than any command takes. So the same commands are
 * done several times, each time from the beginning, and the shortest of its times counts for each: what a command costs
 * by itself, it costs every time; a stall rarely hits the same one twice.
 */
final class Worst
{
    private static final double NS_PER_MS = 1e6;
    /** Commands that took less at first are not looked at again: they can't be the worst, or the worst is good. */
    private static final long SLOW_NS = 200_000;
    private static final long NOT_SLOW = -1;

    private final Long2LongHashMap shortestNs = new Long2LongHashMap(NOT_SLOW);
    private boolean isFirstTime = true;
    private long number;
    private long totalNs;
    private long longestNs;

    /** Time a block of commands, each of them told its place in the block from 0. Returns the nanoseconds of all. */
    long time(final int commands, final IntConsumer command)
    {
        final long beganNs = System.nanoTime();
        long ns = beganNs;
        for (int i = 0; i < commands; i++)
        {
            command.accept(i);
            final long nowNs = System.nanoTime();
            took(nowNs - ns);
            ns = nowNs;
        }
        totalNs += ns - beganNs;
        return ns - beganNs;
    }

    /** The same commands come again, in the same order. */
    void again()
    {
        isFirstTime = false;
        number = 0;
    }

    /** Of all blocks, every time. */
    long totalNs()
    {
        return totalNs;
    }

    /** Of the shortest times of each command. */
    double shortestMs()
    {
        return Math.max(SLOW_NS, shortestNs.isEmpty() ? 0 : shortestNs.maxValue()) / NS_PER_MS;
    }

    /** Of all times. */
    double longestMs()
    {
        return longestNs / NS_PER_MS;
    }

    private void took(final long ns)
    {
        if (ns >= SLOW_NS && isFirstTime)
        {
            shortestNs.put(number, ns);
        }
        else if (!isFirstTime)
        {
            final long before = shortestNs.get(number);
            if (ns < before)
            {
                shortestNs.put(number, ns);
            }
        }
        longestNs = Math.max(longestNs, ns);
        number++;
    }
}
