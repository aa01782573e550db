package io.muster.master.recovery;

import io.aeron.Aeron;
import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.RecordingDescriptorConsumer;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog.RecoveryPlan;
import io.aeron.cluster.RecordingLog.Snapshot;
import io.aeron.cluster.RecordingLog;
import io.muster.master.engine.Engine;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.master.recording.AeronSection;
import io.muster.master.recording.DamageException;
import io.muster.master.recording.EngineSection;
import io.muster.master.recording.Extent;
import io.muster.master.recording.RecordedMessages;
import io.muster.master.recording.TakenSnapshots;
import io.muster.node.StartupError;
import io.muster.node.StartupException;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Restores the engine from the newest snapshot that is whole. A damaged one is marked invalid in Aeron's recording log,
 * the consensus module's part and the service's together, so that Aeron begins where the engine does.
 */
public final class Recovery
{
    private static final int SERVICES = 1;
    /** Entries of Aeron's recording log are aligned to this. */
    private static final int RECORD_BYTES = 64;
    /** Marks are few, and must outlive a power cut as the votes do. */
    private static final int SYNC_LEVEL = 1;

    private final File clusterDir;
    private final Supplier<Engine> newEngine;
    private final Consumer<String> onRefused;
    private final RecordedMessages messages;
    private final LogCheck logCheck;

    /**
     * @param checksum  that the archive records with; null: none.
     * @param newEngine makes one that has nothing yet.
     * @param onRefused is told of each snapshot that was refused: a code and a sentence.
     */
    public Recovery(
        final File clusterDir,
        final File archiveDir,
        final Checksum checksum,
        final Supplier<Engine> newEngine,
        final Consumer<String> onRefused)
    {
        this.clusterDir = clusterDir;
        this.newEngine = newEngine;
        this.onRefused = onRefused;
        messages = new RecordedMessages(archiveDir, checksum);
        logCheck = new LogCheck(archiveDir, checksum);
    }

    /**
     * Restore what there is. Nothing else may use the cluster's directory meanwhile.
     *
     * @param trustedPosition snapshots of later are treated like damaged ones.
     * @throws StartupException SNAPSHOT_LATER or SNAPSHOT_MISFIT when the newest snapshot is whole, but not for this
     *                          build or these settings: it stays valid;
     *                          STATE_LOST when neither a snapshot nor the whole log is left;
     *                          FILES_DAMAGED when the log since the snapshot is not what was recorded.
     */
    public Restored restore(final AeronArchive archive, final long trustedPosition)
    {
        final File file = new File(clusterDir, RecordingLog.RECORDING_LOG_FILE_NAME);
        if (!file.exists())
        {
            return new Restored(newEngine.get(), 0);
        }
        refuseCutOff(file);
        try (RecordingLog log = new RecordingLog(clusterDir, false))
        {
            refuseForeign(archive, log);
            while (true)
            {
                final RecoveryPlan plan = log.createRecoveryPlan(archive, SERVICES, Aeron.NULL_VALUE);
                refuseGap(archive, plan);
                try
                {
                    refuseDistrusted(plan.snapshots(), trustedPosition);
                    return checked(restore(archive, plan.snapshots()), archive, log, plan.snapshots());
                }
                catch (final SnapshotException.LaterVersion later)
                {
                    throw refusal(StartupError.SNAPSHOT_LATER, plan.snapshots(), later,
                        "start the build that wrote it, or a later one");
                }
                catch (final SnapshotException.Misfit misfit)
                {
                    throw refusal(StartupError.SNAPSHOT_MISFIT, plan.snapshots(), misfit,
                        "start with the limits that the other replicas have");
                }
                catch (final DamageException | SnapshotException damage)
                {
                    log.invalidateLatestSnapshot();
                    log.force(SYNC_LEVEL);
                    onRefused.accept(StartupError.SNAPSHOT_DAMAGED.code() + " " + sentence(plan.snapshots(), damage) +
                        "; it is marked invalid, and the one before it, or the log, is used");
                }
            }
        }
    }

    /** Where the log on this disk ends; {@link Long#MAX_VALUE} when the archive does not have it. */
    public static long logEnd(final File clusterDir, final AeronArchive archive)
    {
        final long[] end = new long[]{ Long.MAX_VALUE };
        final long recordingId = TakenSnapshots.of(clusterDir).logRecordingId();
        if (recordingId != Aeron.NULL_VALUE)
        {
            archive.listRecording(recordingId, Extent.listener((extent) -> end[0] = extent.stopPosition()));
        }
        return end[0] < 0 ? Long.MAX_VALUE : end[0];
    }

    private Restored checked(
        final Restored restored, final AeronArchive archive, final RecordingLog log, final List<Snapshot> snapshots)
    {
        try
        {
            final long termId = snapshots.isEmpty() ? -1 : snapshots.get(0).leadershipTermId();
            logCheck.check(archive, log, restored.position(), termId);
            return restored;
        }
        catch (final DamageException damage)
        {
            throw new StartupException(
                StartupError.FILES_DAMAGED, "the log cannot be gone on with: " + damage.getMessage(), damage);
        }
    }

    /** What would be added to the end of a part of an entry could not be found again. */
    private static void refuseCutOff(final File file)
    {
        if (file.length() % RECORD_BYTES != 0)
        {
            throw new StartupException(
                StartupError.FILES_DAMAGED, file + " is cut off in the middle of an entry, at " + file.length());
        }
    }

    /** A cluster's directory belongs to an archive that has its log. */
    private void refuseForeign(final AeronArchive archive, final RecordingLog log)
    {
        final long recordingId = log.findLastTermRecordingId();
        final RecordingDescriptorConsumer ignored = Extent.listener((extent) -> {});
        if (recordingId != Aeron.NULL_VALUE && archive.listRecording(recordingId, ignored) == 0)
        {
            throw lost("the archive does not have the log of " + clusterDir + ", recording " + recordingId);
        }
    }

    private static void refuseDistrusted(final List<Snapshot> snapshots, final long trustedPosition)
    {
        if (!snapshots.isEmpty() && snapshots.get(0).logPosition() > trustedPosition)
        {
            throw new DamageException("two other replicas have contradicted this one since, and it is known to have" +
                " been right up to position " + trustedPosition + " only");
        }
    }

    /** A log that begins later than the state does leaves a gap, which nothing can fill. */
    private void refuseGap(final AeronArchive archive, final RecoveryPlan plan)
    {
        final long position = plan.snapshots().isEmpty() ? 0 : plan.snapshots().get(0).logPosition();
        if (plan.log() != null && Extent.of(archive, plan.log().recordingId()).startPosition() > position)
        {
            throw lost("no snapshot is left in " + clusterDir + " that its log continues");
        }
    }

    /** A replica without a log may vote for one that lacks what was acknowledged: hence the word about the leader. */
    private static StartupException lost(final String what)
    {
        return new StartupException(StartupError.STATE_LOST, what + "; stop another standby in order, copy its" +
            " directories archive and cluster over those of this one, and start both; or empty those of this one, if" +
            " the logs of the others go back to their beginning; the leader must live until this one has caught up");
    }

    private Restored restore(final AeronArchive archive, final List<Snapshot> snapshots)
    {
        final Engine engine = newEngine.get();
        if (snapshots.isEmpty())
        {
            return new Restored(engine, 0);
        }
        if (snapshots.size() != 1 + SERVICES)
        {
            throw new DamageException("the recording log has " + snapshots.size() + " parts of it");
        }

        final Snapshot ofModule = snapshots.get(0);
        final AeronSection module = new AeronSection(ofModule, ConsensusModule.Configuration.SNAPSHOT_TYPE_ID);
        messages.read(Extent.of(archive, ofModule.recordingId()), module);
        module.finish();

        final EngineSection service = new EngineSection(snapshots.get(1), engine);
        messages.read(Extent.of(archive, snapshots.get(1).recordingId()), service);
        service.finish();
        return new Restored(engine, ofModule.logPosition());
    }

    private static StartupException refusal(
        final StartupError error, final List<Snapshot> snapshots, final Exception reason, final String remedy)
    {
        return new StartupException(error, sentence(snapshots, reason) + "; it stays valid; " + remedy, reason);
    }

    private static String sentence(final List<Snapshot> snapshots, final Exception reason)
    {
        return "the snapshot at position " + snapshots.get(0).logPosition() + " (recordings " +
            snapshots.stream().map(Snapshot::recordingId).toList() + ") cannot be restored: " + reason.getMessage();
    }
}
