package io.muster.failover.simulation.world;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A process of the simulation: what reaches it waits in its inbox until its next cycle; a paused one has no cycles, a
 * dead one loses the inbox and what reaches it.
 */
public abstract class Process
{
    private static final int INBOX_MAX = 100_000;

    private final Deque<Runnable> inbox = new ArrayDeque<>();
    private final int address;
    private boolean isUp;
    private long pausedUntilNs;

    protected Process(final int address)
    {
        this.address = address;
    }

    /** Where the wire finds it. */
    public final int address()
    {
        return address;
    }

    public final boolean isUp()
    {
        return isUp;
    }

    public final boolean isPaused(final long nowNs)
    {
        return nowNs < pausedUntilNs;
    }

    /** No cycles until then. */
    public final void pauseUntil(final long timeNs)
    {
        pausedUntilNs = timeNs;
    }

    /** What was under way to it is handled in its next cycle. */
    final void deliver(final Runnable message)
    {
        if (isUp && inbox.size() < INBOX_MAX)
        {
            inbox.add(message);
        }
    }

    protected final void up(final boolean isUpNow)
    {
        isUp = isUpNow;
        inbox.clear();
        pausedUntilNs = 0;
    }

    /** One cycle. @return work done. */
    public final int cycle(final long nowNs)
    {
        if (!isUp || isPaused(nowNs))
        {
            return 0;
        }
        int work = 0;
        for (int left = inbox.size(); left > 0 && isUp; left--)
        {
            inbox.poll().run();
            work++;
        }
        return isUp ? work + work(nowNs) : work;
    }

    /** What it does in each cycle, after its inbox. @return work done. */
    protected abstract int work(long nowNs);
}
