package io.muster.client.simulation;

import io.muster.client.Player;

import java.util.concurrent.TimeUnit;

/**
 * Has a player described when there is something to be held against it, and now and then: the {@link Ledger} hears the
 * answer.
 */
final class Inquiry
{
    /** A loss that the next request would cover up is to be seen before. */
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(2);

    private final Player player;
    private final Waits waits;
    private long notBeforeNs;
    private long askedNs;
    private boolean isDue;
    private boolean isAsked;

    Inquiry(final Player player, final Waits waits)
    {
        this.player = player;
        this.waits = waits;
    }

    /** Something was acknowledged, or somebody says hello. */
    void need()
    {
        isDue = true;
    }

    boolean isSettled()
    {
        return !isDue && !isAsked;
    }

    void poll(final long nowNs)
    {
        final boolean isTime = isDue ? nowNs - notBeforeNs >= 0 : !isAsked && nowNs - askedNs >= EVERY_NS;
        if (isTime && player.describe() != 0)
        {
            askedNs = nowNs;
            isDue = false;
            isAsked = true;
            waits.onQueryAsked(nowNs);
        }
    }

    void onAnswered()
    {
        isAsked = false;
    }

    /** @return whether it was this question that was refused; it is then asked again, but not before a time. */
    boolean onRefused(final long notBeforeNs)
    {
        final boolean wasAsked = isAsked;
        if (wasAsked)
        {
            this.notBeforeNs = notBeforeNs;
            isAsked = false;
            isDue = true;
        }
        return wasAsked;
    }
}
