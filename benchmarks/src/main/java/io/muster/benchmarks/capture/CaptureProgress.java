package io.muster.benchmarks.capture;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line that says what is measured now, renewed each second. */
final class CaptureProgress
{
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final long beginNs = System.nanoTime();
    private long shownNs = beginNs;
    private long shownEchoes;

    CaptureProgress(final PrintStream out)
    {
        this.out = out;
    }

    void show(final String doing)
    {
        out.printf("\r%4d s  %-90s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNs), doing);
        out.flush();
    }

    /** If the last line is a second old. */
    void show(final String doing, final long echoes, final long nowNs)
    {
        if (nowNs - shownNs >= EVERY_NS)
        {
            show(String.format(
                Locale.ROOT, "%s: %,.0f inputs/s", doing, (echoes - shownEchoes) * 1e9 / (nowNs - shownNs)));
            shownNs = nowNs;
            shownEchoes = echoes;
        }
    }
}
