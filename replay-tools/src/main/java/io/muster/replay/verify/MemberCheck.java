package io.muster.replay.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.master.engine.Engine;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.master.recording.DamageException;
import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.master.recording.TakenSnapshots.Taken;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.ReplayedMaster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Predicate;

/** One replica by itself: its frames, its snapshots against its log, and what its log comes to. */
final class MemberCheck
{
    private final List<String> damages = new ArrayList<>();
    private final List<String> misfits = new ArrayList<>();
    private final ReplicaFiles files;
    private final Map<String, String> overrides;
    private TermHashes hashes;
    private OptionalLong digest = OptionalLong.empty();
    private long beganAt;
    private long commands;
    private int snapshotsRight;

    MemberCheck(final ReplicaFiles files, final Map<String, String> overrides)
    {
        this.files = files;
        this.overrides = overrides;
    }

    MemberCheck run(final long from, final long to)
    {
        hashes = TermHashes.of(files, from, to);
        if (hashes.damage() != null)
        {
            damages.add(hashes.damage());
        }
        try (ReplayedMaster master =
            new ReplayedMaster(files, EngineNote.read(files.dir(), overrides)).salvage())
        {
            beganAt = master.position();
            check((taken) -> taken.position() <= to, master);
            applyUpTo(to, master);
            digest = beganAt <= to && master.damage() == null ?
                OptionalLong.of(master.engine().digest()) : OptionalLong.empty();
            check((taken) -> taken.position() > to, master);
            commands = master.commandsApplied();
            if (master.damage() != null && hashes.damage() == null)
            {
                damages.add(master.damage());
            }
        }
        catch (final ReplayError.Refusal refusal)
        {
            if (refusal.error() == ReplayError.SCHEMA_LATER)
            {
                throw refusal;
            }
            damages.add(refusal.getMessage());
        }
        return this;
    }

    /** Oldest first. */
    private void check(final Predicate<Taken> which, final ReplayedMaster master)
    {
        files.snapshots().stream().filter(which).sorted(Comparator.comparingLong(Taken::position))
            .forEach((taken) -> check(taken, master));
    }

    /** By the log, and not by the snapshot that is to be checked. */
    private static void applyUpTo(final long position, final ReplayedMaster master)
    {
        boolean isOn = true;
        while (isOn && master.position() < position)
        {
            isOn = master.stepUpTo(position);
        }
    }

    private void check(final Taken taken, final ReplayedMaster master)
    {
        if (taken.position() == beganAt && beganAt > 0)
        {
            // The log before it is purged: it was begun with, and there is nothing to compare it with.
            return;
        }
        final Engine restored = new Engine(master.settings());
        try
        {
            files.restore(taken, restored);
        }
        catch (final DamageException | SnapshotException ex)
        {
            damages.add("the snapshot at position " + taken.position() + " cannot be restored: " + ex.getMessage());
            return;
        }
        applyUpTo(taken.position(), master);
        if (master.position() != taken.position())
        {
            return;
        }
        if (restored.digest() == master.engine().digest())
        {
            snapshotsRight++;
            return;
        }
        misfits.add("the snapshot at position " + taken.position() + " is not what the log comes to there: " +
            String.join("; ", restored.differencesFrom(master.engine(), 5)));
    }

    ReplicaFiles files()
    {
        return files;
    }

    private SortedMap<Long, Long> hashes()
    {
        return hashes.byTerm();
    }

    /** Of the state at the last common position, if the log can be replayed to there. */
    OptionalLong digest()
    {
        return digest;
    }

    boolean isDamaged()
    {
        return !damages.isEmpty();
    }

    /** Snapshots that are not what the log comes to. */
    List<String> misfits()
    {
        return misfits;
    }

    List<String> lines()
    {
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s: terms %s, %,d commands replayed, digest %s; %d of %d snapshots" +
            " checked against the log", files.dir(), hashes().keySet(), commands, digestText(),
            snapshotsRight, files.snapshots().size()));
        if (hashes.torn() != null)
        {
            lines.add("  " + hashes.torn());
        }
        damages.forEach((it) -> lines.add("  DAMAGED: " + it));
        return lines;
    }

    private String digestText()
    {
        return digest.isPresent() ? Long.toHexString(digest.getAsLong()) : "unknown";
    }

    ObjectNode json()
    {
        final ObjectNode root = new ObjectMapper().createObjectNode()
            .put("dir", files.dir().toString())
            .put("commands", commands)
            .put("digest", digestText())
            .put("snapshotsRight", snapshotsRight)
            .put("snapshots", files.snapshots().size());
        hashes().forEach((term, hash) ->
            root.withArray("terms").addObject().put("term", term).put("hash", Long.toHexString(hash)));
        damages.forEach(root.withArray("damages")::add);
        misfits.forEach(root.withArray("misfits")::add);
        return root;
    }
}
