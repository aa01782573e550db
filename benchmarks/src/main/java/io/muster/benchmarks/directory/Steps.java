package io.muster.benchmarks.directory;

import java.util.concurrent.TimeUnit;

/** One line that says what is done now, renewed a few times a second. */
final class Steps
{
    private static final long RENEW_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String who;
    private long shownNs;

    Steps(final String who)
    {
        this.who = who;
        shownNs = System.nanoTime();
    }

    /** Something else begins. */
    void begin(final String what)
    {
        System.out.printf("\r%-9s %-60s", who, what);
        System.out.flush();
    }

    /** The same goes on. */
    void show(final String what, final int done, final int of)
    {
        final long nowNs = System.nanoTime();
        if (nowNs - shownNs > RENEW_NS)
        {
            shownNs = nowNs;
            begin(String.format("%s, %,d of %,d", what, done, of));
        }
    }
}
