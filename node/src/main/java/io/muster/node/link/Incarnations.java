package io.muster.node.link;

import io.muster.codecs.RefusalCode;

import java.util.concurrent.TimeUnit;

/**
 * The numbers of this node's incarnations, and when the next may begin.
 * <p>
 * The first is the epoch time in milliseconds, so that it is above those of earlier processes; should the clock have
 * been set back, each refusal as stale doubles the step. An incarnation that soon ends again makes the next one wait
 * longer, up to a limit: two processes with one node id must not flood the log with their quarrel.
 */
final class Incarnations
{
    private static final long BACK_OFF_FIRST_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long STEP_MAX = 1L << 40;

    private final long startMs;
    private final long backOffMaxNs;
    private long current;
    private long step = 1;
    private boolean waits;
    private boolean wasRegistered;
    private long registeredNs;
    private long backOffNs;
    private long dueNs;

    Incarnations(final long startMs, final long backOffMaxNs)
    {
        this.startMs = startMs;
        this.backOffMaxNs = backOffMaxNs;
    }

    boolean isDue(final long nowNs)
    {
        return !waits || nowNs - dueNs >= 0;
    }

    long begin()
    {
        waits = false;
        wasRegistered = false;
        current = Math.max(current + step, startMs);
        return current;
    }

    void onRegistered(final long nowNs)
    {
        wasRegistered = true;
        registeredNs = nowNs;
        step = 1;
    }

    void onEnded(final long nowNs, final RefusalCode code)
    {
        if (wasRegistered && nowNs - registeredNs >= backOffMaxNs)
        {
            backOffNs = 0;
        }
        waits = true;
        dueNs = nowNs + backOffNs;
        backOffNs = Math.min(backOffMaxNs, Math.max(BACK_OFF_FIRST_NS, 2 * backOffNs));
        if (code == RefusalCode.INCARNATION_STALE)
        {
            step = Math.min(STEP_MAX, 2 * step);
        }
    }

    /** The number of the incarnation that began last, or 0. */
    long current()
    {
        return current;
    }
}
