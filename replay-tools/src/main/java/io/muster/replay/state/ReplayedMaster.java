package io.muster.replay.state;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.master.recording.DamageException;
import io.muster.master.recording.ReplicaFiles;
import io.muster.master.recording.TakenSnapshots.Taken;
import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.LogReader;
import io.muster.replay.log.ReplayError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The engine at a position of the log: stepped entry by entry, or sent to a position, forwards or back. What it does is
 * what the replica did, since it is the same engine with the same input.
 */
public final class ReplayedMaster implements AutoCloseable
{
    private static final long PROGRESS_ENTRIES = 1 << 12;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplicaFiles files;
    private final EngineSettings settings;
    private final LogReader reader;
    private final Checkpoints checkpoints = new Checkpoints();
    private final List<Taken> snapshots;
    private final List<String> warnings = new ArrayList<>();
    private boolean keepsCheckpoints;
    private LongConsumer progress = (position) -> {};
    private Engine engine;
    private long position;
    private Outcome outcome;
    private long entries;
    private long commandsBefore;

    /**
     * At the first position that can be shown: the log's beginning, or the oldest snapshot if that was purged.
     *
     * @param settings that the replica had.
     * @throws ReplayError.Refusal NOT_IN_LOG, SNAPSHOT_UNUSABLE.
     */
    public ReplayedMaster(final ReplicaFiles files, final EngineSettings settings)
    {
        this.files = files;
        this.settings = settings;
        reader = new LogReader(files);
        snapshots = new ArrayList<>(files.snapshots());
        begin(firstPosition());
    }

    /** Damage ends the log, and is no refusal. */
    public ReplayedMaster salvage()
    {
        reader.salvage();
        return this;
    }

    /** On long ways engines are kept in temporary files, so that no position is far from one. */
    public ReplayedMaster keepCheckpoints()
    {
        keepsCheckpoints = true;
        return this;
    }

    /** Who wants to know how far a long way has been gone. */
    public ReplayedMaster progress(final LongConsumer listener)
    {
        progress = listener;
        return this;
    }

    /** The first position that can be shown. */
    public long firstPosition()
    {
        final long start = files.log().startPosition();
        if (start == 0)
        {
            return 0;
        }
        return snapshots.stream().mapToLong(Taken::position).filter((it) -> it >= start).min().orElseThrow(
            () -> ReplayError.SNAPSHOT_UNUSABLE.because("the log begins at " + start + ", and no snapshot is left of " +
                "there or later" + (warnings.isEmpty() ? "" : ": " + String.join("; ", warnings))));
    }

    /** The last position that can be shown. */
    public long lastPosition()
    {
        return files.log().stopPosition();
    }

    /** Apply the next entry. @return false at the end of the log. */
    public boolean step()
    {
        return stepUpTo(Long.MAX_VALUE);
    }

    /** Apply the next entry if it ends at or before a position. @return whether there was one. */
    public boolean stepUpTo(final long wanted)
    {
        if (!reader.next())
        {
            return false;
        }
        if (reader.entry().position() > wanted)
        {
            reader.seekEnd(position);
            return false;
        }
        apply(reader.entry());
        return true;
    }

    private void apply(final Entry entry)
    {
        outcome = null;
        if (entry.kind() == EntryKind.BATCH)
        {
            refuseLater(entry);
            outcome = engine.apply(
                entry.timestampMs(), entry.position(), entry.buffer(), entry.offset(), entry.length());
        }
        else if (entry.kind() == EntryKind.TICK)
        {
            engine.tick(entry.timestampMs(), entry.position());
        }
        position = entry.position();
        if (++entries % PROGRESS_ENTRIES == 0)
        {
            progress.accept(position);
            if (keepsCheckpoints)
            {
                checkpoints.consider(engine, position, lastPosition() - firstPosition());
            }
        }
    }

    /** What a later build meant, this one would not do. */
    private void refuseLater(final Entry entry)
    {
        if (entry.length() < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return;
        }
        header.wrap(entry.buffer(), entry.offset());
        if (header.schemaId() == MessageHeaderDecoder.SCHEMA_ID &&
            header.version() > MessageHeaderDecoder.SCHEMA_VERSION)
        {
            reader.seekEnd(position);
            throw ReplayError.SCHEMA_LATER.because("after position " + position + " the log is of schema version " +
                header.version() + ", and this build knows " + MessageHeaderDecoder.SCHEMA_VERSION +
                "; use the build that wrote it, or a later one");
        }
    }

    /**
     * Go to a position: everything up to it is applied, and nothing after it.
     *
     * @throws ReplayError.Refusal NOT_IN_LOG.
     */
    public void seek(final long wanted)
    {
        require(wanted);
        final long nearest = nearest(wanted);
        if (wanted < position || nearest > position)
        {
            begin(nearest);
            // A snapshot that cannot be restored may have been the first position until now.
            require(wanted);
        }
        boolean isOn = true;
        while (isOn && position < wanted)
        {
            isOn = stepUpTo(wanted);
        }
    }

    private void require(final long wanted)
    {
        if (wanted < firstPosition() || wanted > lastPosition())
        {
            throw ReplayError.NOT_IN_LOG.because("position " + wanted + " cannot be shown: from " + firstPosition() +
                " to " + lastPosition() + " can");
        }
    }

    private long nearest(final long wanted)
    {
        final long snapshot =
            snapshots.stream().mapToLong(Taken::position).filter((it) -> it <= wanted).max().orElse(0);
        return Math.max(firstPosition(), Math.max(snapshot, checkpoints.nearest(wanted)));
    }

    private void begin(final long from)
    {
        commandsBefore += engine == null ? 0 : engine.commandsApplied();
        engine = new Engine(settings);
        final Optional<Taken> snapshot = snapshots.stream().filter((it) -> it.position() == from).findFirst();
        if (snapshot.isPresent())
        {
            if (!restore(snapshot.get()))
            {
                begin(nearest(from));
                return;
            }
        }
        else if (from > 0)
        {
            checkpoints.restore(from, engine);
        }
        position = from;
        outcome = null;
        reader.seekEnd(from);
    }

    /** One that is not whole is as good as none. */
    private boolean restore(final Taken snapshot)
    {
        try
        {
            files.restore(snapshot, engine);
            return true;
        }
        catch (final DamageException | SnapshotException ex)
        {
            snapshots.remove(snapshot);
            warnings.add("the snapshot at position " + snapshot.position() + " cannot be restored: " + ex.getMessage());
            return false;
        }
    }

    /** Of snapshots that could not be used. */
    public List<String> warnings()
    {
        return warnings;
    }

    /** The engine as it is at {@link #position}. Another object after {@link #seek}. */
    public Engine engine()
    {
        return engine;
    }

    /** Of the log, up to which all is applied. */
    public long position()
    {
        return position;
    }

    /** The entry that was applied last, by {@link #step}. */
    public Entry entry()
    {
        return reader.entry();
    }

    /** What became of it, if it was a batch; or null. */
    public Outcome outcome()
    {
        return outcome;
    }

    /** Commands applied in all, going there and back included. */
    public long commandsApplied()
    {
        return commandsBefore + engine.commandsApplied();
    }

    /** What ended the log early, or null. */
    public String damage()
    {
        return reader.damage();
    }

    /** How the log of a replica that was killed ends, if that is in the middle of a write and was met; or null. */
    public String torn()
    {
        return reader.torn();
    }

    public ReplicaFiles files()
    {
        return files;
    }

    public EngineSettings settings()
    {
        return settings;
    }

    @Override
    public void close()
    {
        checkpoints.close();
    }
}
