package io.muster.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.master.MasterNode;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.IdleStrategy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Measures the master against raw Aeron Cluster, and says whether it holds its bar. */
public final class MasterBenchmark
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long STATUS_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final BenchmarkSettings settings;
    private final Map<String, String> network;
    private final Map<String, String> replicaSettings;
    private final Progress progress = new Progress();
    private final Histogram roundTripNs = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);

    private MasterBenchmark(final BenchmarkSettings settings)
    {
        this.settings = settings;
        network = Map.of("node.mtu", Integer.toString(settings.mtuBytes()), "node.idleMax", "100us");
        replicaSettings = new HashMap<>(network);
        // A machine that is as busy as this one is going to be may stall a leader for longer than usual.
        replicaSettings.put("master.leaderTimeout", "5s");
        replicaSettings.put("master.canvassTimeout", "10s");
        // A window of commands may be answered within one cycle of the acknowledgements.
        replicaSettings.put("master.outboxMax", "16m");
    }

    public static void main(final String[] args) throws Exception
    {
        if (args.length > 0 && ("--help".equals(args[0]) || "-h".equals(args[0])))
        {
            System.out.print(BenchmarkSettings.HELP);
            return;
        }
        final BenchmarkSettings settings;
        try
        {
            settings = BenchmarkSettings.parse(args);
        }
        catch (final IllegalArgumentException ex)
        {
            System.err.println("muster: " + ex.getMessage());
            System.exit(2);
            return;
        }
        final BenchmarkResult result = new MasterBenchmark(settings).run();
        result.print(System.out);
        if (settings.json() != null)
        {
            result.write(settings.json());
        }
    }

    private BenchmarkResult run()
    {
        final BenchmarkResult result = new BenchmarkResult(settings);
        try (LoadDriver driver = new LoadDriver(network))
        {
            measureEcho(driver, result);
            measureMaster(driver, result);
        }
        return result;
    }

    private void measureEcho(final LoadDriver driver, final BenchmarkResult result)
    {
        progress.begin("raw Aeron Cluster");
        try (ReplicaProcesses replicas = new ReplicaProcesses(EchoNode.class, replicaSettings);
            EchoLoad load = new EchoLoad(driver, replicas.ingressEndpoints(), settings.window(), roundTripNs))
        {
            drive(driver, load, settings.warmUpSeconds());
            result.rawEchoPerSecond = drive(driver, load, settings.seconds());
            measureRoundTrip(driver, load);
            result.rawP50Us = micros(50);
            result.rawP99Us = micros(99);
        }
    }

    private void measureMaster(final LoadDriver driver, final BenchmarkResult result)
    {
        progress.begin("master");
        try (ReplicaProcesses replicas = new ReplicaProcesses(MasterNode.class, replicaSettings);
            MasterLoad load = new MasterLoad(
                driver, network, replicas.members(), settings.window(), roundTripNs))
        {
            awaitReady(driver, load, replicas);
            drive(driver, load, settings.warmUpSeconds());

            final JsonNode before = leaderStatus(driver, load, replicas);
            result.masterCommandsPerSecond = drive(driver, load, settings.seconds());
            final JsonNode after = leaderStatus(driver, load, replicas);
            result.bytesAllocatedPerCommand = perCommand(before, after, "service_bytes_allocated_total");
            result.commandsPerBatch = 1 / perCommand(before, after, "batches_applied_total");
            result.commandsPerEventBatch = 1 / perCommand(before, after, "event_batches_sent_total");

            measureRoundTrip(driver, load);
            result.p50Us = micros(50);
            result.p99Us = micros(99);
            result.refused = load.refused();
        }
    }

    private void measureRoundTrip(final LoadDriver driver, final Load load)
    {
        load.pace(settings.ratePerSecond(), System.nanoTime());
        drive(driver, load, Math.min(3, settings.seconds()));
        roundTripNs.reset();
        drive(driver, load, settings.seconds());
    }

    private double micros(final double percentile)
    {
        return roundTripNs.getValueAtPercentile(percentile) / 1_000.0;
    }

    private static double perCommand(final JsonNode before, final JsonNode after, final String name)
    {
        final double commands = after.path("commands_applied_total").asLong() -
            before.path("commands_applied_total").asLong();
        return (after.path(name).asLong() - before.path(name).asLong()) / commands;
    }

    private void awaitReady(final LoadDriver driver, final Load load, final ReplicaProcesses replicas)
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        driveWhile(driver, load, () ->
        {
            replicas.requireAlive();
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("the master did not take the nodes within a minute");
            }
            return !load.isReady();
        });
    }

    /** The page changes a few times a second, so it is asked for after such a time without new commands. */
    private JsonNode leaderStatus(final LoadDriver driver, final Load load, final ReplicaProcesses replicas)
    {
        final long settledNs = System.nanoTime() + STATUS_INTERVAL_NS;
        driveWhile(driver, load, () -> System.nanoTime() - settledNs < 0);
        final JsonNode status = replicas.leaderStatus();
        if (status == null)
        {
            replicas.requireAlive();
            throw new IllegalStateException("no replica says that it leads");
        }
        return status;
    }

    /** Commands answered per second. */
    private double drive(final LoadDriver driver, final Load load, final int seconds)
    {
        final long startNs = System.nanoTime();
        final long endNs = startNs + TimeUnit.SECONDS.toNanos(seconds);
        final long before = load.commands();
        driveWhile(driver, load, () ->
        {
            final long nowNs = System.nanoTime();
            progress.show(load.commands(), nowNs);
            return nowNs - endNs < 0;
        });
        return (load.commands() - before) * 1e9 / (System.nanoTime() - startNs);
    }

    private static void driveWhile(final LoadDriver driver, final Load load, final BooleanSupplier condition)
    {
        final IdleStrategy idleStrategy = driver.idleStrategy();
        while (condition.getAsBoolean())
        {
            idleStrategy.idle(load.poll(System.nanoTime()));
        }
    }
}
