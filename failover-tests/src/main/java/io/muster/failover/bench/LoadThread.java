package io.muster.failover.bench;

import io.muster.benchmarks.Load;
import io.muster.benchmarks.asked.BenchmarkError;
import org.agrona.concurrent.IdleStrategy;

import java.util.concurrent.TimeUnit;

/** Drives a load and perhaps players, and writes down when no answers came, and when players were shown nothing. */
final class LoadThread implements AutoCloseable
{
    private static final long ANSWERS_LEAST_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long CLOSE_MS = 10_000;

    private final Load load;
    private final PlayWatch players;
    private final IdleStrategy idleStrategy;
    private final Gaps answers = new Gaps(ANSWERS_LEAST_NS);
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean isClosed;
    private volatile Throwable failure;
    private volatile long answered;
    private volatile boolean isReady;

    /** @param playersOrNull to be moved on by the same thread. */
    LoadThread(final Load load, final PlayWatch playersOrNull, final IdleStrategy idleStrategy)
    {
        this.load = load;
        this.idleStrategy = idleStrategy;
        players = playersOrNull;
    }

    void start()
    {
        thread.start();
    }

    Gaps answers()
    {
        return answers;
    }

    long answered()
    {
        return answered;
    }

    /** @throws BenchmarkError.Refusal LOAD_ENDED. */
    boolean isReady()
    {
        failIfEnded();
        return isReady;
    }

    void failIfEnded()
    {
        if (failure != null)
        {
            throw BenchmarkError.LOAD_ENDED.because("the load ended: " + failure);
        }
    }

    private void run()
    {
        try
        {
            long last = load.commands();
            long lastNs = System.nanoTime();
            while (!isClosed)
            {
                final long nowNs = System.nanoTime();
                final int work = load.poll(nowNs) + (players == null ? 0 : players.poll(nowNs));
                final long now = load.commands();
                if (now != last)
                {
                    final long atNs = System.nanoTime();
                    answers.add(lastNs, atNs);
                    last = now;
                    lastNs = atNs;
                    answered = now;
                }
                isReady = load.isReady() && (players == null || players.isReady());
                idleStrategy.idle(work);
            }
        }
        catch (final RuntimeException ex)
        {
            failure = ex;
        }
    }

    @Override
    public void close()
    {
        isClosed = true;
        try
        {
            thread.join(CLOSE_MS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
