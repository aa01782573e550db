package io.muster.master.recovery;

import io.aeron.Aeron;
import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.RecordingLog;
import io.muster.master.recording.DamageException;
import io.muster.master.recording.Extent;
import io.muster.master.recording.TakenSnapshots;
import io.muster.master.recording.TakenSnapshots.Taken;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.Agent;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Throws away what recovery cannot need. Of the snapshots that were read back and found whole the newest few are kept,
 * with the log from the oldest of them on; what is older goes. A damaged snapshot does not count, so nothing goes on
 * its account. On a thread of its own, which only reads the recording log, and asks the archive to delete.
 */
public final class Purge implements Agent
{
    private final File clusterDir;
    private final int kept;
    private final Supplier<AeronArchive> connect;
    private final PurgeCounters counters;
    private final SnapshotCheck check;
    private final LongHashSet whole = new LongHashSet();
    private final LongHashSet damaged = new LongHashSet();
    private final LongHashSet gone = new LongHashSet();
    private long seenMs;

    /**
     * @param kept     snapshots that are kept; 0: all, and the whole log.
     * @param checksum that the archive records with; null: none.
     * @param connect  gives a client of this replica's archive.
     */
    public Purge(
        final File clusterDir,
        final File archiveDir,
        final int kept,
        final Checksum checksum,
        final Supplier<AeronArchive> connect,
        final PurgeCounters counters)
    {
        this.clusterDir = clusterDir;
        this.kept = kept;
        this.connect = connect;
        this.counters = counters;
        check = new SnapshotCheck(archiveDir, checksum);
    }

    /** Look whether a snapshot or a term was added since, and purge. */
    @Override
    public int doWork()
    {
        final long changedMs = new File(clusterDir, RecordingLog.RECORDING_LOG_FILE_NAME).lastModified();
        if (changedMs == seenMs)
        {
            return 0;
        }
        final TakenSnapshots taken = TakenSnapshots.of(clusterDir);
        if (taken.logRecordingId() != Aeron.NULL_VALUE)
        {
            try (AeronArchive archive = connect.get())
            {
                purge(archive, taken);
            }
        }
        seenMs = changedMs;
        return 1;
    }

    private void purge(final AeronArchive archive, final TakenSnapshots taken)
    {
        final List<Taken> keeps = new ArrayList<>();
        for (final Taken snapshot : taken.snapshots())
        {
            if (keeps.size() < kept && isWhole(archive, snapshot))
            {
                keeps.add(snapshot);
            }
        }
        if (kept > 0 && keeps.size() == kept)
        {
            final long position = keeps.get(kept - 1).position();
            purgeLog(archive, taken.logRecordingId(), position);
            taken.snapshots().stream()
                .filter((it) -> it.position() < position)
                .forEach((it) -> purgeSnapshot(archive, it));
        }
        counters.logStart.setRelease(Extent.of(archive, taken.logRecordingId()).startPosition());
    }

    private boolean isWhole(final AeronArchive archive, final Taken snapshot)
    {
        if (whole.contains(snapshot.position()) || damaged.contains(snapshot.position()))
        {
            return whole.contains(snapshot.position());
        }
        try
        {
            check.check(archive, snapshot.ofModule(), snapshot.ofService());
            return whole.add(snapshot.position());
        }
        catch (final DamageException damage)
        {
            counters.damaged.increment();
            damaged.add(snapshot.position());
            return false;
        }
    }

    private void purgeLog(final AeronArchive archive, final long recordingId, final long position)
    {
        final Extent log = Extent.of(archive, recordingId);
        final long start = AeronArchive.segmentFileBasePosition(
            log.startPosition(), position, log.termBytes(), log.segmentBytes());
        if (start <= log.startPosition())
        {
            return;
        }
        try
        {
            counters.segments.getAndAddRelease(archive.purgeSegments(recordingId, start));
        }
        catch (final ArchiveException isRead)
        {
            // Somebody catches up from what would go; the next snapshot comes.
            counters.postponed.increment();
        }
    }

    private void purgeSnapshot(final AeronArchive archive, final Taken snapshot)
    {
        if (gone.add(snapshot.position()))
        {
            // The service's part first: without it the other is no snapshot.
            purge(archive, snapshot.ofService().recordingId());
            purge(archive, snapshot.ofModule().recordingId());
            counters.snapshots.increment();
        }
    }

    private static void purge(final AeronArchive archive, final long recordingId)
    {
        if (archive.listRecording(recordingId, Extent.listener((extent) -> {})) > 0)
        {
            archive.purgeRecording(recordingId);
        }
    }

    @Override
    public String roleName()
    {
        return "purge";
    }
}
