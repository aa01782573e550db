package io.muster.failover.history;

import io.muster.failover.history.record.History;
import io.muster.failover.history.record.Operation;
import io.muster.node.link.MasterLink;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients of a running cluster that fight over names and seats, read through whichever replica answers, and write
 * everything down. They are nodes on real links: sessions with one user each, and a game that puts users out.
 * <pre>
 *     final HistoryLoad load = new HistoryLoad(settings);
 *     load.start();
 *     // ... what the history is to outlive ...
 *     final HistoryVerdict verdict = load.stop();
 *     load.close();
 * </pre>
 * It has a thread of its own, which owns everything but the volatile numbers.
 */
public final class HistoryLoad implements AutoCloseable
{
    private static final long READY_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LAST_ANSWERS_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long STOP_MS = 180_000;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final HistorySettings settings;
    private final Wires wires;
    private final History history = new History(System.nanoTime());
    private final List<HistoryClient> clients = new ArrayList<>();
    private final List<MasterLink> links = new ArrayList<>();
    private final List<Operation> atEnd = new ArrayList<>();
    private final HistoryGame game;
    private final Reader reader;
    private final IdleStrategy idleStrategy =
        new BackoffIdleStrategy(1, 1, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MICROSECONDS.toNanos(500));
    private final Thread thread = new Thread(this::run, "history");
    private volatile boolean isStopping;
    private volatile boolean isReady;
    private volatile boolean isClosed;
    private volatile long acknowledged;
    private volatile Throwable failure;

    /** Makes the nodes; they speak when the load is started. */
    public HistoryLoad(final HistorySettings settings)
    {
        this.settings = settings;
        wires = new Wires(settings, this::fail);
        final SplittableRandom random = new SplittableRandom(settings.seed);
        final int gameNode = settings.firstNodeId;
        final String gameEndpoint = Wires.freeEndpoint();
        game = new HistoryGame(history, random.split());
        final MasterLink gameLink = wires.gameLink(gameNode, gameEndpoint, game);
        game.speakBy(gameLink);
        links.add(gameLink);
        reader = new Reader(wires.linkSettings(gameNode), wires.aeron, gameEndpoint);
        final long beginNs = System.nanoTime();
        for (int i = 1; i <= settings.clients; i++)
        {
            final HistoryClient client =
                new HistoryClient(history, new Choices(random.split()), reader, settings, beginNs);
            final MasterLink link = wires.sessionLink(settings.firstNodeId + i, client);
            client.speakBy(link);
            links.add(link);
            clients.add(client);
        }
    }

    /**
     * Begin, and wait until the master knows every node.
     *
     * @throws IllegalStateException when it does not within a minute.
     */
    public void start()
    {
        thread.start();
        final long deadlineNs = System.nanoTime() + READY_NS;
        while (!isReady)
        {
            failIfFailed();
            if (System.nanoTime() - deadlineNs >= 0)
            {
                throw new IllegalStateException("the master did not take the nodes of the history within a minute");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Answers so far to what changes the state. */
    public long acknowledged()
    {
        return acknowledged;
    }

    /** Begin nothing more, wait for what is under way, look at what is left, and judge it. */
    public HistoryVerdict stop()
    {
        isStopping = true;
        join();
        failIfFailed();
        return new Judge(history.operations(), settings.seatsMax).judge(atEnd, settings.acknowledgedMin, nodesLost());
    }

    private long nodesLost()
    {
        return game.timesLost() + clients.stream().mapToLong(HistoryClient::timesLost).sum();
    }

    /** What was asked and answered, once stopped. */
    public List<Operation> operations()
    {
        return history.operations();
    }

    private void run()
    {
        try
        {
            while (!isStopping && !isClosed)
            {
                idleStrategy.idle(poll(history.operations().size() < settings.operationsMax));
            }
            final long deadlineNs = System.nanoTime() + LAST_ANSWERS_NS;
            while (!isClosed && !clients.stream().allMatch(HistoryClient::isIdle) && isBefore(deadlineNs))
            {
                idleStrategy.idle(poll(false));
            }
            readWhatIsLeft();
        }
        catch (final RuntimeException ex)
        {
            fail(ex);
        }
        finally
        {
            CloseHelper.quietClose(reader);
            CloseHelper.quietCloseAll(links);
        }
    }

    private int poll(final boolean isGoingOn)
    {
        final long nowNs = System.nanoTime();
        int work = game.poll(nowNs) + reader.poll(nowNs);
        if (!isReady)
        {
            clients.forEach((client) -> client.poll(nowNs, false));
            isReady = game.isReady() && clients.stream().allMatch(HistoryClient::isReady);
            return work;
        }
        for (final HistoryClient client : clients)
        {
            work += client.poll(nowNs, isGoingOn);
        }
        acknowledged = history.acknowledged();
        return work;
    }

    private void readWhatIsLeft()
    {
        final long position = links.stream().mapToLong(MasterLink::position).max().orElse(0);
        final LastLook look = new LastLook(reader, position, Judge.whoShouldBeThere(history.operations()));
        final long deadlineNs = System.nanoTime() + LAST_ANSWERS_NS;
        while (!isClosed && look.left() > 0 && isBefore(deadlineNs))
        {
            look.poll(System.nanoTime());
            idleStrategy.idle(poll(false));
        }
        if (look.left() > 0)
        {
            throw new IllegalStateException(look.left() + " users could not be read in the end");
        }
        atEnd.addAll(look.answered());
    }

    private static boolean isBefore(final long deadlineNs)
    {
        return System.nanoTime() - deadlineNs < 0;
    }

    private void fail(final Throwable reason)
    {
        failure = reason;
        isClosed = true;
    }

    private void failIfFailed()
    {
        if (failure != null)
        {
            throw new IllegalStateException("the history's clients failed", failure);
        }
    }

    private void join()
    {
        try
        {
            thread.join(STOP_MS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread, stopped or not. */
    @Override
    public void close()
    {
        isClosed = true;
        join();
        wires.close();
    }
}
