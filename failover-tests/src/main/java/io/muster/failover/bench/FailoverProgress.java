package io.muster.failover.bench;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One line that says what is measured now, renewed each second. */
final class FailoverProgress
{
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final long beginNs = System.nanoTime();
    private long shownNs = beginNs;

    FailoverProgress(final PrintStream out)
    {
        this.out = out;
    }

    void show(final String line)
    {
        shownNs = System.nanoTime();
        out.printf("\r%4d s  %-100s", TimeUnit.NANOSECONDS.toSeconds(shownNs - beginNs), line);
        out.flush();
    }

    /** If the last line is a second old. */
    void show(final Supplier<String> line)
    {
        if (System.nanoTime() - shownNs >= EVERY_NS)
        {
            show(line.get());
        }
    }
}
