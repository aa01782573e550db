package io.muster.console;

import io.muster.client.simulation.Crowd;
import io.muster.client.simulation.CrowdResult;
import io.muster.client.simulation.CrowdSettings;
import io.muster.client.simulation.LiveNumbers;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that moves all simulated players, and the few words that pass between it and the console: what the
 * console waits for (processes, status pages) must not delay a player. What is said is written by one side only.
 */
public final class CrowdThread implements AutoCloseable
{
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_MS = 5_000;

    private final CrowdSettings settings;
    private final Thread thread = new Thread(this::run, "players");

    // Said by the console.
    private final Queue<Long> kills = new ConcurrentLinkedQueue<>();
    private volatile boolean isStopping;
    private volatile boolean isClosed;

    // Said by the players.
    private volatile LiveNumbers live = new LiveNumbers(0, 0, 0, 0, 0, 0, 0, 0);
    private volatile long[] controlGapsMs = {};
    private volatile CrowdResult result;
    private volatile Throwable failure;

    public CrowdThread(final CrowdSettings settings)
    {
        this.settings = settings;
        thread.setDaemon(true);
    }

    /** Let them come in. */
    public void start()
    {
        thread.start();
    }

    private void run()
    {
        try (Crowd crowd = new Crowd(settings))
        {
            play(crowd);
            final CrowdResult seen = crowd.result();
            controlGapsMs = crowd.controlGapsMs();
            result = seen;
        }
        catch (final RuntimeException | Error ex)
        {
            failure = ex;
        }
    }

    private void play(final Crowd crowd)
    {
        boolean isStopTold = false;
        long lookNs = System.nanoTime() + LOOK_NS;
        while (!crowd.isDone() && !isClosed)
        {
            final long nowNs = System.nanoTime();
            for (Long killedNs = kills.poll(); killedNs != null; killedNs = kills.poll())
            {
                crowd.killed(killedNs);
            }
            if (isStopping && !isStopTold)
            {
                isStopTold = true;
                crowd.stopPlaying();
            }
            if (nowNs - lookNs >= 0)
            {
                lookNs += LOOK_NS;
                live = crowd.live(nowNs);
            }
            if (crowd.poll(nowNs) == 0)
            {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    /** A process was killed just now. */
    public void killed()
    {
        kills.add(System.nanoTime());
    }

    /** Finish the running games, log out, and end. */
    public void stopPlaying()
    {
        isStopping = true;
    }

    /** Of the last second. */
    public LiveNumbers live()
    {
        return live;
    }

    /**
     * Whether every player has logged out or given up.
     *
     * @throws IllegalStateException a bug among the players.
     */
    public boolean isDone()
    {
        if (failure != null)
        {
            throw new IllegalStateException("the simulated players failed", failure);
        }
        return result != null;
    }

    /** Once done or closed. */
    public CrowdResult result()
    {
        return result;
    }

    /** Once done or closed: the longest wait for a control answer around each time that {@link #killed} was told. */
    public long[] controlGapsMs()
    {
        return controlGapsMs.clone();
    }

    /** Ends the thread, done or not. */
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
