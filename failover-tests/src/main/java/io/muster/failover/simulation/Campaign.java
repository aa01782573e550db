package io.muster.failover.simulation;

import io.muster.failover.simulation.world.Tally;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Seeds one after the other, on several threads, until the time is over or one fails. What the threads share is behind
 * this object's lock.
 */
final class Campaign
{
    private final SimulateOptions options;
    private final Tally tally = new Tally();
    private final long startNs = System.nanoTime();
    private final CountDownLatch done;
    private long nextSeed;
    private long seeds;
    private long tookNs;
    private long processorNs;
    private Failure failure;

    Campaign(final SimulateOptions options, final long firstSeed)
    {
        this.options = options;
        nextSeed = firstSeed;
        done = new CountDownLatch(options.minutes() == 0 ? 1 : options.threads());
    }

    /** Run it. @param eachSecond is told a line. */
    Campaign run(final Consumer<String> eachSecond)
    {
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < done.getCount(); i++)
        {
            threads.add(new Thread(this::work, "simulation-" + i));
        }
        threads.forEach(Thread::start);
        try
        {
            while (!done.await(1, TimeUnit.SECONDS))
            {
                eachSecond.accept(line());
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        tookNs = System.nanoTime() - startNs;
        return this;
    }

    private void work()
    {
        try
        {
            boolean goesOn = true;
            while (goesOn)
            {
                final long seed = takeSeed();
                final Simulation world = Simulation.of(seed, options.steps());
                goesOn = add(world, Failure.of(world, seed, options.steps())) && options.minutes() > 0;
            }
        }
        finally
        {
            addProcessorTime();
            done.countDown();
        }
    }

    private synchronized void addProcessorTime()
    {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        processorNs += threads.getCurrentThreadCpuTime();
    }

    private synchronized long takeSeed()
    {
        return nextSeed++;
    }

    private synchronized boolean add(final Simulation world, final Failure itsFailure)
    {
        tally.add(world.tally());
        seeds++;
        failure = failure == null ? itsFailure : failure;
        return failure == null && System.nanoTime() - startNs < options.minutes() * TimeUnit.MINUTES.toNanos(1);
    }

    private synchronized String line()
    {
        final double minutes = (System.nanoTime() - startNs) / (double)TimeUnit.MINUTES.toNanos(1);
        return String.format("%4d s  %,6d seeds  %,7.2f M replica commands/min  %,7.2f M events/min  next seed %d",
            (int)(minutes * 60), seeds, tally.replicaCommands() / minutes / 1e6, tally.events() / minutes / 1e6,
            nextSeed);
    }

    Tally tally()
    {
        return tally;
    }

    long seeds()
    {
        return seeds;
    }

    double minutesTaken()
    {
        return tookNs / (double)TimeUnit.MINUTES.toNanos(1);
    }

    /** What the threads had of the processors: on a machine that others use too it is less than the time taken. */
    double processorMinutes()
    {
        return processorNs / (double)TimeUnit.MINUTES.toNanos(1);
    }

    /** The first, or null. */
    Failure failure()
    {
        return failure;
    }
}
