package io.muster.master.engine;

import io.muster.codecs.RefusalCode;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.command.StateMachine;
import io.muster.master.engine.command.Times;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.log.Refusals;
import io.muster.master.engine.slab.Mix;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.master.engine.snapshot.SnapshotReader;
import io.muster.master.engine.snapshot.SnapshotSink;
import io.muster.master.engine.snapshot.SnapshotWriter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.util.List;

/**
 * The master's state machine: a pure function of its log. One thread owns it. No clock, no I/O, no randomness.
 */
public final class Engine
{
    /** Correlation id of the cluster's timer whose events are given to {@link #tick}. */
    public static final long TICK_TIMER_ID = 1;

    /** Longest answer to a query, in bytes. */
    public static final int ANSWER_BYTES_MAX = 2048;

    private final LogClock clock;
    private final Refusals refusals = new Refusals();
    private final Directories directories;
    private final StateMachine stateMachine;
    private final Answers answers;
    private final Nodes nodes;
    private SnapshotReader snapshot;

    /** @param settings equal on all replicas. */
    public Engine(final EngineSettings settings)
    {
        clock = new LogClock(settings.silenceMaxMs());
        directories = new Directories(
            settings.nodesMax(), settings.outboxBytesMax(), settings.instancesMax(), settings.usersMax());
        final Times times = new Times(settings.leaseMs(), settings.graceMs(), settings.startTimeoutMs());
        stateMachine = new StateMachine(directories, times, clock, refusals);
        answers = new Answers(directories, clock);
        nodes = new Nodes(directories.nodes());
    }

    /**
     * An engine for players who may mean harm.
     *
     * @param settings equal on all replicas.
     * @param nameSeed by which names are hashed, and no stranger can guess; nothing that is said depends on it.
     */
    public Engine(final EngineSettings settings, final long nameSeed)
    {
        this(settings);
        directories.users().seedNames(nameSeed);
    }

    /**
     * Apply one CommandBatch from the log, message header first. Malformed bytes change nothing and never throw.
     *
     * @param timestampMs of the log entry; one that is before an earlier entry's counts as equal to it.
     * @param position    of the log after this entry.
     * @return what became of it; one that {@link Outcome#isRefused()} is answered with LinkRefused.
     */
    public Outcome apply(
        final long timestampMs, final long position, final DirectBuffer buffer, final int offset, final int length)
    {
        final Outcome outcome = stateMachine.apply(timestampMs, position, buffer, offset, length);
        if (outcome.isRefused())
        {
            refusals.count(outcome.code());
        }
        return outcome;
    }

    /** Judge leases, the grace time of detached users, and start time-outs. */
    public void tick(final long timestampMs, final long position)
    {
        stateMachine.tick(timestampMs, position);
    }

    /** Of every byte of the state: the directories, what is still to be said, and the clock. */
    public long digest()
    {
        return Mix.of(Mix.of(clock.timestampMs(), clock.nowMs()), directories.digest());
    }

    /** What is different in another engine, directory, slot and field; or null. For tests and replay. */
    public String differenceFrom(final Engine other)
    {
        return differencesFrom(other, 1).stream().findFirst().orElse(null);
    }

    /** The same for so many records: a sentence each. */
    public List<String> differencesFrom(final Engine other, final int recordsMax)
    {
        return directories.differencesFrom(other.directories, recordsMax);
    }

    /**
     * Answer a query: FindInstances, FindUser or FindRecords. Changes nothing.
     *
     * @param position at which the answer is true: the last one applied.
     * @param answer   written from its beginning, with room for {@link #ANSWER_BYTES_MAX}.
     * @return bytes written: the answer or QueryRefused; 0 when the query is malformed.
     */
    public int answer(
        final DirectBuffer query,
        final int offset,
        final int length,
        final long position,
        final MutableDirectBuffer answer)
    {
        return answers.answer(query, offset, length, position, answer);
    }

    /** Write everything, record by record. */
    public void snapshotTo(final SnapshotSink sink)
    {
        final SnapshotWriter writer = new SnapshotWriter(directories, clock, digest(), sink);
        while (writer.writeNext())
        {
            // A step is one record, of bounded length.
        }
    }

    /**
     * Take the next record of a snapshot. To be done by a new engine, before anything else.
     *
     * @throws SnapshotException when the snapshot is foreign, truncated or altered.
     */
    public void restore(final DirectBuffer record, final int offset, final int length)
    {
        if (snapshot == null)
        {
            snapshot = new SnapshotReader(directories, clock);
        }
        snapshot.read(record, offset, length);
    }

    /**
     * All records were given.
     *
     * @throws SnapshotException unless that was a whole snapshot.
     */
    public void restored()
    {
        if (snapshot == null)
        {
            throw new SnapshotException("the snapshot is empty");
        }
        final long expected = snapshot.finish();
        if (expected != digest())
        {
            throw new SnapshotException("the snapshot was made from something else than what is in it");
        }
        snapshot = null;
    }

    /** The nodes and what is to be told to them. */
    public Nodes nodes()
    {
        return nodes;
    }

    /** Users, attached or detached. */
    public int users()
    {
        return directories.users().count();
    }

    /** Users that are detached. */
    public int usersDetached()
    {
        return directories.users().countDetached();
    }

    /** Instances, starting or running. */
    public int instances()
    {
        return directories.instances().count();
    }

    /** Commands that this replica has applied since it started. Not replicated. */
    public long commandsApplied()
    {
        return stateMachine.commandsApplied();
    }

    /** How often this replica has refused something with a code since it started. Not replicated. */
    public long refusals(final RefusalCode code)
    {
        return refusals.of(code);
    }
}
