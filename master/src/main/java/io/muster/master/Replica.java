package io.muster.master;

import io.aeron.Aeron;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterBackup;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.muster.master.disk.DiskErrors;
import io.muster.node.Drivers;
import io.muster.node.Members.Member;
import io.muster.node.Members.Port;
import io.muster.node.SteadyEpochClock;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

import java.util.concurrent.TimeUnit;

/**
 * One member of the cluster as Aeron has it: media driver, archive, consensus module and the container of our service,
 * a thread each. Launched at once, closed in order.
 * Public for the benchmark, which puts another service into the very same thing.
 */
public final class Replica implements AutoCloseable
{
    /**
     * The archive's local and remote control stream, and the one that the consensus module asks on, must be one and the
     * same: an election with unequal logs asks a remote archive on the local stream id, and never ends if they differ.
     */
    private static final int ARCHIVE_CONTROL_STREAM = AeronArchive.Configuration.CONTROL_STREAM_ID_DEFAULT;
    private static final String ARCHIVE_LOCAL_CHANNEL = "aeron:ipc?term-length=64k";
    /**
     * The archive syncs once for all that it finds, 1 MiB or half a term at most: with terms of 1 MiB a snapshot takes
     * twice as long, with more than 4 MiB as long. A record of the engine is one frame.
     */
    private static final String SNAPSHOT_CHANNEL = "aeron:ipc?alias=snapshot|term-length=4m|mtu=65504";

    /**
     * The archive's thread waits for the disk. A driver that counted it as dead after the usual ten seconds would end
     * the replica, and all replicas when one disk is under them all. The clients here can only die with the driver.
     */
    private static final long CLIENT_SILENCE_MAX_NS = TimeUnit.MINUTES.toNanos(5);

    private static final long BACKUP_RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final MasterSettings settings;
    private final ErrorHandler onError;
    private final ErrorHandler onFailure;
    private MediaDriver driver;
    private Archive archive;
    private ConsensusModule consensusModule;
    private ClusteredServiceContainer container;
    private volatile boolean isClosing;

    /**
     * @param onError   is told errors that Aeron goes on after.
     * @param onFailure ends the process.
     */
    public Replica(final MasterSettings settings, final ErrorHandler onError, final ErrorHandler onFailure)
    {
        this.settings = settings;
        this.onError = onError;
        this.onFailure = onFailure;
    }

    /** Launch everything. What was launched before a failure is closed by {@link #close}. */
    public Replica launch(final ClusteredService service)
    {
        launchArchive();
        join(service);
        return this;
    }

    /** Launch the media driver and the archive, which is enough to look at what is recorded. */
    void launchArchive()
    {
        driver = MediaDriver.launch(driverContext());
        archive = Archive.launch(archiveContext());
    }

    /** End them again, for files to be moved. */
    void closeArchive()
    {
        CloseHelper.closeAll(archive, driver);
        archive = null;
        driver = null;
    }

    /** What copies the newest snapshot of another replica, and its log since, by way of our own archive. */
    ClusterBackup.Context backupOf(final Member source)
    {
        return new ClusterBackup.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .clusterDir(settings.clusterDir())
            .archiveContext(archiveClientContext())
            .clusterArchiveContext(new AeronArchive.Context()
                .controlRequestChannel("aeron:udp?term-length=64k")
                .controlResponseChannel(anyPort() + "|term-length=64k")
                .controlRequestStreamId(ARCHIVE_CONTROL_STREAM))
            .clusterConsensusEndpoints(source.endpoint(Port.CONSENSUS))
            .consensusChannel(settings.channel(Port.CONSENSUS) + "|term-length=64k")
            // The driver lets go of a port some time after it was used, and the member's own is needed at once.
            .catchupEndpoint(settings.member.host() + ":0")
            .catchupChannel("aeron:udp")
            .sourceType(ClusterBackup.SourceType.ANY)
            .epochClock(SteadyEpochClock.INSTANCE)
            .initialReplayStart(ClusterBackup.Configuration.ReplayStart.LATEST_SNAPSHOT)
            .clusterBackupCoolDownIntervalNs(BACKUP_RETRY_NS)
            .idleStrategySupplier(() -> Drivers.idleStrategy(settings.node))
            .errorHandler(onError);
    }

    /** A client of the archive, once that is launched. To be closed before {@link #join}. */
    AeronArchive connectArchive()
    {
        final Aeron client = Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .epochClock(SteadyEpochClock.INSTANCE)
            .errorHandler(onError));
        return AeronArchive.connect(archiveClientContext().aeron(client).ownsAeronClient(true));
    }

    /** Launch the rest: from now on this replica is one of the cluster. */
    void join(final ClusteredService service)
    {
        consensusModule = ConsensusModule.launch(consensusContext());
        container = ClusteredServiceContainer.launch(containerContext(service));
    }

    /** There is a leader, and this replica leads or follows it. Any thread may ask. */
    public boolean isInService()
    {
        final ConsensusModule module = consensusModule;
        return module != null && !module.context().electionStateCounter().isClosed() &&
            ElectionState.get(module.context().electionStateCounter()) == ElectionState.CLOSED;
    }

    /** The service ends when the consensus module is closed under it, and may say so first. */
    private void onEnd(final String sentence)
    {
        if (!isClosing)
        {
            onFailure.onError(new IllegalStateException(sentence));
        }
    }

    @Override
    public void close()
    {
        isClosing = true;
        // The consensus module first: a leader that ends its log in order is followed without a time-out.
        CloseHelper.closeAll(consensusModule, container, archive, driver);
    }

    private MediaDriver.Context driverContext()
    {
        return Drivers.context(settings.node, onError)
            .aeronDirectoryName(settings.aeronDir.toString())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .termBufferSparseFile(true)
            .clientLivenessTimeoutNs(CLIENT_SILENCE_MAX_NS)
            .publicationUnblockTimeoutNs(2 * CLIENT_SILENCE_MAX_NS)
            .spiesSimulateConnection(true);
    }

    private Archive.Context archiveContext()
    {
        final Checksum checksum = settings.checksum();
        return new Archive.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .archiveDir(settings.archiveDir())
            .controlChannel(settings.channel(Port.ARCHIVE))
            .controlStreamId(ARCHIVE_CONTROL_STREAM)
            .localControlChannel(ARCHIVE_LOCAL_CHANNEL)
            .localControlStreamId(ARCHIVE_CONTROL_STREAM)
            .replicationChannel(anyPort())
            .recordingEventsEnabled(false)
            .threadingMode(ArchiveThreadingMode.SHARED)
            .idleStrategySupplier(() -> Drivers.idleStrategy(settings.node))
            .fileSyncLevel(settings.fileSyncLevel)
            .catalogFileSyncLevel(settings.fileSyncLevel)
            .recordChecksum(checksum)
            .replayChecksum(checksum)
            .segmentFileLength(settings.segmentBytes)
            .lowStorageSpaceThreshold(settings.disk.lowBytes())
            .controlTermBufferSparse(true)
            .epochClock(SteadyEpochClock.INSTANCE)
            .errorHandler(new DiskErrors(onError));
    }

    private AeronArchive.Context archiveClientContext()
    {
        return new AeronArchive.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .controlRequestChannel(ARCHIVE_LOCAL_CHANNEL)
            .controlResponseChannel(ARCHIVE_LOCAL_CHANNEL)
            .controlRequestStreamId(ARCHIVE_CONTROL_STREAM);
    }

    private ConsensusModule.Context consensusContext()
    {
        return new ConsensusModule.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .clusterDir(settings.clusterDir())
            .clusterMemberId(settings.member.memberId())
            .clusterMembers(clusterMembers())
            .archiveContext(archiveClientContext())
            .ingressChannel("aeron:udp")
            .logChannel("aeron:udp?term-length=" + settings.logTermBytes)
            .replicationChannel(anyPort())
            .isIpcIngressAllowed(false)
            .leaderHeartbeatTimeoutNs(settings.leaderTimeoutNs)
            .leaderHeartbeatIntervalNs(settings.leaderIntervalNs)
            .electionTimeoutNs(settings.electionTimeoutNs)
            .electionStatusIntervalNs(settings.electionStatusNs)
            .startupCanvassTimeoutNs(settings.canvassTimeoutNs)
            .sessionTimeoutNs(settings.sessionTimeoutNs)
            .maxConcurrentSessions(settings.sessionsMax)
            // Votes are few and must outlive a power cut; Aeron's own property for this is never read.
            .fileSyncLevel(Math.max(1, settings.fileSyncLevel))
            .epochClock(SteadyEpochClock.INSTANCE)
            .clusterClock(SteadyEpochClock.INSTANCE::time)
            .idleStrategySupplier(() -> Drivers.idleStrategy(settings.node))
            .terminationHook(() -> onEnd("the consensus module ended itself"))
            .errorHandler(new DiskErrors(onError));
    }

    private ClusteredServiceContainer.Context containerContext(final ClusteredService service)
    {
        return new ClusteredServiceContainer.Context()
            .aeronDirectoryName(settings.aeronDir.toString())
            .clusterDir(settings.clusterDir())
            .archiveContext(archiveClientContext())
            .clusteredService(service)
            .snapshotChannel(SNAPSHOT_CHANNEL)
            .epochClock(SteadyEpochClock.INSTANCE)
            .idleStrategySupplier(() -> Drivers.idleStrategy(settings.node))
            .terminationHook(() -> onEnd("the service ended itself"))
            .errorHandler(onError);
    }

    /** {@code id,ingress,consensus,log,catch-up,archive|...}, as Aeron wants it. */
    private String clusterMembers()
    {
        final StringBuilder text = new StringBuilder();
        for (final Member member : settings.members.all())
        {
            text.append(text.isEmpty() ? "" : "|").append(member.memberId());
            for (final Port port : new Port[]{Port.INGRESS, Port.CONSENSUS, Port.LOG, Port.CATCH_UP, Port.ARCHIVE})
            {
                text.append(',').append(member.endpoint(port));
            }
        }
        return text.toString();
    }

    private String anyPort()
    {
        return "aeron:udp?endpoint=" + settings.member.host() + ":0";
    }
}
