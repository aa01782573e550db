package io.muster.failover.bench;

import io.muster.benchmarks.LoadDriver;
import io.muster.benchmarks.MasterLoad;
import io.muster.benchmarks.ReplicaProcesses;
import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.master.MasterNode;
import org.HdrHistogram.Histogram;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The master alone with as many commands as it takes, for minutes in which nobody is killed: is there an election? */
final class FullLoad
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1_000);
    private static final int WINDOW = 8_192;

    private final Map<String, String> settings = new HashMap<>(MusterCluster.NETWORK);
    private final FailoverProgress progress;
    private final int minutes;
    private long elections;
    private double perSecond;
    private double longestGapMs;

    FullLoad(final Map<String, String> masterSettings, final int minutes, final FailoverProgress progress)
    {
        this.minutes = minutes;
        this.progress = progress;
        settings.putAll(masterSettings);
        // A window of commands may be answered within one cycle of the acknowledgements.
        settings.put("master.outboxMax", "16m");
    }

    void run()
    {
        try (LoadDriver driver = new LoadDriver(MusterCluster.NETWORK, LoadEnd::end);
            ReplicaProcesses replicas = new ReplicaProcesses(MasterNode.class, settings);
            MasterLoad load = new MasterLoad(driver, MusterCluster.NETWORK, replicas.members(), WINDOW,
                new Histogram(TimeUnit.MINUTES.toNanos(1), 2));
            LoadThread thread = new LoadThread(load, null, driver.idleStrategy()))
        {
            thread.start();
            awaitTerm(replicas, thread);
            final long firstTerm = replicas.term();
            final long before = thread.answered();
            final long beginNs = System.nanoTime();
            final long endNs = beginNs + TimeUnit.MINUTES.toNanos(minutes);
            while (System.nanoTime() - endNs < 0)
            {
                thread.failIfEnded();
                elections = Math.max(elections, replicas.term() - firstTerm);
                final long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNs);
                progress.show("full load, " + seconds + " s of " + 60L * minutes + ", " + elections + " elections");
                LockSupport.parkNanos(LOOK_NS);
            }
            perSecond = (thread.answered() - before) * 1e9 / (System.nanoTime() - beginNs);
            longestGapMs = thread.answers().longestNs(beginNs, System.nanoTime()) / 1e6;
        }
    }

    private static void awaitTerm(final ReplicaProcesses replicas, final LoadThread thread)
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!thread.isReady() || replicas.term() < 0)
        {
            replicas.requireAlive();
            if (System.nanoTime() - deadlineNs >= 0)
            {
                throw BenchmarkError.NOT_WHOLE.because("the master did not take the nodes within a minute");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    int minutes()
    {
        return minutes;
    }

    /** Each raised the term by one or more. */
    long elections()
    {
        return elections;
    }

    double perSecond()
    {
        return perSecond;
    }

    double longestGapMs()
    {
        return longestGapMs;
    }
}
