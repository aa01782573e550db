package io.muster.failover.bench;

import io.muster.benchmarks.LoadDriver;
import io.muster.benchmarks.MasterLoad;
import io.muster.benchmarks.ReplicaProcesses;
import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.master.MasterNode;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.IdleStrategy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The master alone under full load, and its round trips at a rate, with witnessing or without. */
final class WitnessPrice
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int WINDOW = 8_192;
    private static final int RATE_PER_SECOND = 10_000;
    private static final Map<String, String> NETWORK = Map.of("node.mtu", "8192", "node.idleMax", "100us");

    private final Histogram roundTripNs = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final FailoverProgress progress;
    private final boolean isWitnessed;
    private final Supplier<String> line = this::line;
    private double commands;
    private double measuredSeconds;
    private double p50Us;
    private double p99Us;
    private int runs;

    WitnessPrice(final boolean isWitnessed, final FailoverProgress progress)
    {
        this.isWitnessed = isWitnessed;
        this.progress = progress;
    }

    /** One run, which takes about four times as many seconds; figures are the mean of all runs. */
    void measure(final int seconds)
    {
        final Map<String, String> replicas = new HashMap<>(NETWORK);
        // A machine that is as busy as this one is going to be may stall a leader for longer than usual.
        replicas.put("master.leaderTimeout", "5s");
        replicas.put("master.canvassTimeout", "10s");
        replicas.put("master.outboxMax", "16m");
        replicas.put("master.witness", Boolean.toString(isWitnessed));
        try (LoadDriver driver = new LoadDriver(NETWORK, LoadEnd::end);
            ReplicaProcesses processes = new ReplicaProcesses(MasterNode.class, replicas);
            MasterLoad load = new MasterLoad(driver, NETWORK, processes.members(), WINDOW, roundTripNs))
        {
            final IdleStrategy idleStrategy = driver.idleStrategy();
            final long deadlineNs = System.nanoTime() + PATIENCE_NS;
            driveWhile(load, idleStrategy, () ->
            {
                processes.requireAlive();
                if (System.nanoTime() - deadlineNs >= 0)
                {
                    throw BenchmarkError.NOT_WHOLE.because("the master did not take the nodes within a minute");
                }
                return !load.isReady();
            });
            drive(load, idleStrategy, seconds);
            final long before = load.commands();
            final long beginNs = System.nanoTime();
            drive(load, idleStrategy, seconds);
            commands += load.commands() - before;
            measuredSeconds += (System.nanoTime() - beginNs) / 1e9;

            load.pace(RATE_PER_SECOND, System.nanoTime());
            drive(load, idleStrategy, Math.min(3, seconds));
            roundTripNs.reset();
            drive(load, idleStrategy, seconds);
        }
        p50Us += roundTripNs.getValueAtPercentile(50) / 1e3;
        p99Us += roundTripNs.getValueAtPercentile(99) / 1e3;
        runs++;
    }

    private String line()
    {
        return "the master alone, " + (isWitnessed ? "witnessed" : "not witnessed") + ", run " + (runs + 1);
    }

    double perSecond()
    {
        return commands / measuredSeconds;
    }

    double p50Us()
    {
        return p50Us / runs;
    }

    double p99Us()
    {
        return p99Us / runs;
    }

    private void drive(final MasterLoad load, final IdleStrategy idleStrategy, final int seconds)
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        driveWhile(load, idleStrategy, () -> System.nanoTime() - endNs < 0);
    }

    private void driveWhile(
        final MasterLoad load, final IdleStrategy idleStrategy, final BooleanSupplier condition)
    {
        while (condition.getAsBoolean())
        {
            idleStrategy.idle(load.poll(System.nanoTime()));
            progress.show(line);
        }
    }
}
