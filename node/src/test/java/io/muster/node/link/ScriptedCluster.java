package io.muster.node.link;

import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.Streams;
import io.muster.node.TestPorts;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A cluster of one member whose service is a {@link MasterModel}: for the link over real Aeron. */
final class ScriptedCluster implements AutoCloseable
{
    private static final String HOST = "127.0.0.1";

    final int basePort = TestPorts.freeBlock();
    final String aeronDir = CommonContext.generateRandomDirName();
    private final Path directory;
    private final Service service;
    private ClusteredMediaDriver driver;
    private ClusteredServiceContainer container;

    ScriptedCluster(final Path directory, final String eventEndpoint)
    {
        this.directory = directory;
        service = new Service("aeron:udp?endpoint=" + eventEndpoint);
        start();
    }

    /** Kill the member; {@link #start} brings it back, with the same log. */
    void stop()
    {
        CloseHelper.closeAll(container, driver);
    }

    void start()
    {
        driver = ClusteredMediaDriver.launch(driverContext(), archiveContext(), consensusContext());
        container = ClusteredServiceContainer.launch(new ClusteredServiceContainer.Context()
            .aeronDirectoryName(aeronDir)
            .archiveContext(localArchive())
            .clusterDir(directory.resolve("cluster").toFile())
            .clusteredService(service));
    }

    String members()
    {
        return "0=" + HOST + ":" + basePort;
    }

    /** The log goes on without the node. */
    void declareDown(final RefusalCode code)
    {
        service.declaredDown = code;
    }

    long applied()
    {
        return service.applied;
    }

    boolean isNodeUp()
    {
        return service.isUp;
    }

    @Override
    public void close()
    {
        stop();
        IoUtil.delete(new File(aeronDir), true);
    }

    private MediaDriver.Context driverContext()
    {
        return new MediaDriver.Context()
            .aeronDirectoryName(aeronDir)
            .threadingMode(ThreadingMode.SHARED)
            .termBufferSparseFile(true)
            .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(20))
            .dirDeleteOnStart(true);
    }

    private Archive.Context archiveContext()
    {
        return new Archive.Context()
            .aeronDirectoryName(aeronDir)
            .archiveDir(directory.resolve("archive").toFile())
            .controlChannel("aeron:udp?endpoint=" + HOST + ":" + (basePort + 4))
            .localControlChannel("aeron:ipc?term-length=64k")
            .replicationChannel("aeron:udp?endpoint=" + HOST + ":0")
            .recordingEventsEnabled(false)
            .threadingMode(ArchiveThreadingMode.SHARED);
    }

    private AeronArchive.Context localArchive()
    {
        return new AeronArchive.Context()
            .aeronDirectoryName(aeronDir)
            .controlRequestChannel("aeron:ipc?term-length=64k")
            .controlResponseChannel("aeron:ipc?term-length=64k");
    }

    private ConsensusModule.Context consensusContext()
    {
        return new ConsensusModule.Context()
            .aeronDirectoryName(aeronDir)
            .clusterDir(directory.resolve("cluster").toFile())
            .clusterMemberId(0)
            .clusterMembers("0," + HOST + ":" + basePort + "," + HOST + ":" + (basePort + 1) + "," +
                HOST + ":" + (basePort + 2) + "," + HOST + ":" + (basePort + 3) + "," + HOST + ":" + (basePort + 4))
            .ingressChannel("aeron:udp?term-length=1m")
            .replicationChannel("aeron:udp?endpoint=" + HOST + ":0")
            .startupCanvassTimeoutNs(TimeUnit.SECONDS.toNanos(2))
            .leaderHeartbeatTimeoutNs(TimeUnit.SECONDS.toNanos(1))
            .archiveContext(localArchive());
    }

    /** Sends events when there are new ones, and again every 50 ms. */
    private static final class Service implements ClusteredService
    {
        volatile RefusalCode declaredDown;
        volatile long applied;
        volatile boolean isUp;

        private final String eventChannel;
        private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        private MasterModel master;
        private ExclusivePublication events;
        private long sentNs;
        private boolean isNews;

        Service(final String eventChannel)
        {
            this.eventChannel = eventChannel;
        }

        @Override
        public void onStart(final Cluster cluster, final Image snapshotImage)
        {
            // All of it comes back from the log.
            master = new MasterModel(NodeModel.NODE_ID);
            events = cluster.aeron().addExclusivePublication(eventChannel, Streams.EVENTS);
        }

        @Override
        public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer message,
            final int offset,
            final int length,
            final Header header)
        {
            master.onBatch(message, offset);
            for (final byte[] refusal : master.refusals)
            {
                session.offer(new UnsafeBuffer(refusal), 0, refusal.length);
            }
            master.refusals.clear();
            isNews = true;
            applied = master.applied.size();
            isUp = master.isUp();
        }

        @Override
        public int doBackgroundWork(final long nowNs)
        {
            if (declaredDown != null)
            {
                master.declareDown(declaredDown);
                declaredDown = null;
                isNews = true;
            }
            if (!isNews && nowNs - sentNs < TimeUnit.MILLISECONDS.toNanos(50))
            {
                return 0;
            }

            isNews = false;
            sentNs = nowNs;
            master.sendEvents(buffer, (from, length) -> events.offer(from, 0, length));
            return 1;
        }

        @Override
        public void onTerminate(final Cluster cluster)
        {
        }

        @Override
        public void onSessionOpen(final ClientSession session, final long timestamp)
        {
        }

        @Override
        public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason)
        {
        }

        @Override
        public void onTimerEvent(final long correlationId, final long timestamp)
        {
        }

        @Override
        public void onTakeSnapshot(final ExclusivePublication snapshotPublication)
        {
        }

        @Override
        public void onRoleChange(final Cluster.Role newRole)
        {
        }
    }
}
