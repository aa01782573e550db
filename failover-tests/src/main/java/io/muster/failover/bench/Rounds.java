package io.muster.failover.bench;

import io.muster.benchmarks.asked.BenchmarkError;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Kills the leader, waits until all is well, starts the killed one again, waits until all is well; again and again. */
final class Rounds
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** After the first answer of a new leader, and after a member is back: what follows belongs to it, too. */
    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final int MEMBERS = 3;

    final Times control = new Times();
    final Times play = new Times();
    final Times second = new Times();
    final Times secondPlay = new Times();
    /** Terms begun that no kill was the reason for. A ballot that fails begins one, too. */
    private long needlessTerms;
    private int leader;
    private int round;
    private int roundsMax;
    private final Victim victim;
    private final FailoverProgress progress;

    Rounds(final Victim victim, final FailoverProgress progress)
    {
        this.victim = victim;
        this.progress = progress;
    }

    void run(final int rounds)
    {
        roundsMax = rounds;
        await("the cluster and its load were not ready", () -> victim.load().isReady() && isWhole());
        settle();
        await("no member led", () -> victim.term() >= 0);
        final long firstTerm = victim.term();
        for (round = 1; round <= rounds; round++)
        {
            // A busy machine may just be electing another one.
            await("no member led", this::findLeader);
            final int old = leader;
            killed(old);
            restarted(old);
        }
        await("no member led", () -> victim.term() >= 0);
        needlessTerms = victim.term() - firstTerm - rounds;
    }

    private String line()
    {
        return String.format(Locale.ROOT, "%-6s round %3d of %d   control gap p50 %5.0f ms, max %5.0f ms",
            victim.name(), round, roundsMax, control.p50(), control.max());
    }

    long needlessTerms()
    {
        return needlessTerms;
    }

    private boolean findLeader()
    {
        leader = victim.leaderId();
        return leader >= 0;
    }

    private void killed(final int old)
    {
        final long killNs = System.nanoTime();
        final long before = victim.load().answered();
        victim.kill(old);
        await("no other member led", () -> findLeader() && leader != old && victim.load().answered() > before);
        settle();
        final long endNs = System.nanoTime();
        control.add(victim.load().answers().longestNs(killNs, endNs));
        if (victim.play() != null)
        {
            play.add(victim.play().longestNs(killNs, endNs));
        }
    }

    private void restarted(final int killed)
    {
        final long beginNs = System.nanoTime();
        victim.restart(killed);
        await("the killed member did not come back", () -> victim.isHealthy(killed) && isWhole());
        settle();
        final long endNs = System.nanoTime();
        second.add(victim.load().answers().longestNs(beginNs, endNs));
        if (victim.play() != null)
        {
            secondPlay.add(victim.play().longestNs(beginNs, endNs));
        }
    }

    private boolean isWhole()
    {
        boolean isWhole = victim.leaderId() >= 0;
        for (int i = 0; isWhole && i < MEMBERS; i++)
        {
            isWhole = victim.isHealthy(i);
        }
        return isWhole;
    }

    private void settle()
    {
        final long endNs = System.nanoTime() + SETTLE_NS;
        await("", () -> System.nanoTime() - endNs >= 0);
    }

    private void await(final String sentence, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean())
        {
            victim.load().failIfEnded();
            progress.show(this::line);
            if (System.nanoTime() - deadlineNs >= 0)
            {
                throw BenchmarkError.NOT_WHOLE.because(victim.name() + ": " + sentence + " within a minute");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
