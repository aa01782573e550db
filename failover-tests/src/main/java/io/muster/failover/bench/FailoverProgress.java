package io.muster.failover.bench;

import java.io.PrintStream;
import java.util.Locale;

/** One line that says what is measured now. */
final class FailoverProgress
{
    private final PrintStream out;

    FailoverProgress(final PrintStream out)
    {
        this.out = out;
    }

    void show(final String name, final int round, final int rounds, final Rounds measured)
    {
        show(String.format(Locale.ROOT, "%-6s round %3d of %d   control gap p50 %5.0f ms, max %5.0f ms",
            name, round, rounds, measured.control.p50(), measured.control.max()));
    }

    void show(final String line)
    {
        out.printf("\r%-100s", line);
        out.flush();
    }
}
