package io.muster.benchmarks;

import java.util.concurrent.TimeUnit;

/** One line that says what is measured now, renewed each second. */
final class Progress
{
    private String what;
    private long shownNs;
    private long shownCommands;
    private int seconds;

    void begin(final String name)
    {
        what = name;
        shownNs = System.nanoTime();
        shownCommands = 0;
        seconds = 0;
        System.out.print("\r" + name + ": starting three replicas ...");
        System.out.flush();
    }

    void show(final long commands, final long nowNs)
    {
        if (nowNs - shownNs >= TimeUnit.SECONDS.toNanos(1))
        {
            final double perSecond = (commands - shownCommands) * 1e9 / (nowNs - shownNs);
            System.out.printf("\r%-18s %4d s  %,12.0f commands/s      ", what, ++seconds, perSecond);
            System.out.flush();
            shownNs = nowNs;
            shownCommands = commands;
        }
    }
}
