package io.muster.master.recording;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.RecordingLog.Entry;
import io.aeron.cluster.RecordingLog.Snapshot;

import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The snapshots that a recording log has as valid, newest first, and the recording of the log itself. */
public record TakenSnapshots(long logRecordingId, List<Taken> snapshots)
{
    private static final int MODULE_ID = ConsensusModule.Configuration.SERVICE_ID;
    private static final int SERVICE_ID = 0;

    /** One snapshot: the consensus module's part and the service's. */
    public record Taken(Snapshot ofModule, Snapshot ofService)
    {
        /** Of the log, that it was taken at. */
        public long position()
        {
            return ofModule.logPosition();
        }
    }

    /** Read what is there, which may be in use. */
    public static TakenSnapshots of(final File clusterDir)
    {
        try (RecordingLog log = new RecordingLog(clusterDir, false))
        {
            final List<Taken> snapshots = new ArrayList<>();
            for (final Entry entry : log.entries())
            {
                if (isSnapshotOf(MODULE_ID, entry))
                {
                    log.entries().stream()
                        .filter((it) -> isSnapshotOf(SERVICE_ID, it) && it.logPosition == entry.logPosition)
                        .findFirst()
                        .ifPresent((it) -> snapshots.add(new Taken(snapshot(entry), snapshot(it))));
                }
            }
            snapshots.sort(Comparator.comparingLong(Taken::position).reversed());
            return new TakenSnapshots(log.findLastTermRecordingId(), snapshots);
        }
    }

    private static boolean isSnapshotOf(final int serviceId, final Entry entry)
    {
        return entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && entry.serviceId == serviceId;
    }

    private static Snapshot snapshot(final Entry entry)
    {
        return new Snapshot(
            entry.recordingId,
            entry.leadershipTermId,
            entry.termBaseLogPosition,
            entry.logPosition,
            entry.timestamp,
            entry.serviceId);
    }
}
