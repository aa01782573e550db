package io.muster.benchmarks.capture;

import io.muster.benchmarks.asked.BenchmarkError;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Drives the players, and switches the captures: off on, on off, off on, so that a machine that grows slower or faster
 * does so for both, and each round has one of the other kind beside it.
 */
final class Rounds
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(500);
    /** After a switch, so that a round has nothing of the one before. */
    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double NS_PER_US = 1_000;

    private final IdleStrategy idle = new BackoffIdleStrategy(
        10, 5, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(100));
    private final ThreadMeter threads = new ThreadMeter();
    private final Nodes nodes;
    private final EchoPlayers players;
    private final CaptureProgress progress;
    private long lookedNs;

    Rounds(final Nodes nodes, final EchoPlayers players, final CaptureProgress progress)
    {
        this.nodes = nodes;
        this.players = players;
        this.progress = progress;
    }

    ThreadMeter threads()
    {
        return threads;
    }

    /** @throws BenchmarkError.Refusal NODE_LATE, NODE_FAILED. */
    void awaitSeated()
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        driveWhile("players sit down", () ->
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                throw BenchmarkError.NODE_LATE.because(nodes.areRegistered() ?
                    "the players did not get their seats within a minute" :
                    "the masters did not take the nodes within a minute");
            }
            return !players.areSeated();
        });
    }

    /**
     * Measure the load that the players make now.
     *
     * @param warmUpMaxNs with capture on, after a third as long with it off; never longer than what is measured.
     * @param loadNs      that is measured with capture off, and as much with capture on.
     */
    void measure(final String load, final long warmUpMaxNs, final long loadNs, final Side off, final Side on)
    {
        final long pairs = Math.max(1, loadNs / ROUND_NS);
        final long roundNs = loadNs / pairs;
        final long warmUpNs = Math.min(warmUpMaxNs, loadNs);
        warmUp(load, false, warmUpNs / 3);
        warmUp(load, true, warmUpNs);
        for (int i = 1; i <= pairs; i++)
        {
            final boolean isOnFirst = i % 2 == 0;
            final String what = load + ", round " + i + " of " + pairs;
            (isOnFirst ? on : off).add(round(what, isOnFirst, roundNs));
            (isOnFirst ? off : on).add(round(what, !isOnFirst, roundNs));
        }
    }

    private void warmUp(final String load, final boolean isOn, final long ns)
    {
        nodes.capture(isOn);
        driveFor(load + ", warming up", ns);
    }

    private Round round(final String what, final boolean isOn, final long roundNs)
    {
        final String doing = what + (isOn ? ", capture on" : ", capture off");
        nodes.capture(isOn);
        driveFor(doing, SETTLE_NS);
        players.latencyNs().reset();
        final Reading before = Reading.of(nodes, threads);
        driveFor(doing, roundNs);
        final Reading after = Reading.of(nodes, threads);
        return new Round(before, after,
            players.latencyNs().getValueAtPercentile(50) / NS_PER_US,
            players.latencyNs().getValueAtPercentile(99) / NS_PER_US);
    }

    private void driveFor(final String doing, final long ns)
    {
        final long endNs = System.nanoTime() + ns;
        driveWhile(doing, () -> System.nanoTime() - endNs < 0);
    }

    private void driveWhile(final String doing, final BooleanSupplier condition)
    {
        while (condition.getAsBoolean())
        {
            final long nowNs = System.nanoTime();
            idle.idle(players.poll(nowNs));
            if (nowNs - lookedNs >= LOOK_NS)
            {
                lookedNs = nowNs;
                nodes.requireAlive();
                progress.show(doing, players.echoes(), nowNs);
            }
        }
    }
}
