package io.muster.replay.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** One line that says what is going on, twice a second at most. */
final class Progress
{
    private static final long INTERVAL_NS = 500_000_000L;

    private final PrintWriter out;
    private long shownNs = System.nanoTime() - INTERVAL_NS;

    Progress(final PrintWriter out)
    {
        this.out = out;
    }

    void show(final String what, final long done, final long all)
    {
        if (System.nanoTime() - shownNs >= INTERVAL_NS)
        {
            shownNs = System.nanoTime();
            out.print(String.format(Locale.ROOT, "\r%-32s %,15d of %,d        ", what, done, all));
            out.flush();
        }
    }

    void end()
    {
        out.print("\r" + " ".repeat(72) + "\r");
        out.flush();
    }
}
