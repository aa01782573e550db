package io.muster.replay.bench;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.codecs.MessageHeaderEncoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventEncoder;
import io.aeron.cluster.codecs.SessionMessageHeaderEncoder;
import io.aeron.cluster.codecs.TimerEventEncoder;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

import java.io.File;
import java.nio.file.Path;

/** Makes a log as a replica has it: recorded by a real archive, with checksums, and noted in a recording log. */
final class LogMaker implements AutoCloseable
{
    private static final long BEGIN_MS = 1_800_000_000_000L;
    private static final int ROUNDS_PER_TICK = 100;
    private static final String CONTROL_CHANNEL = "aeron:ipc?term-length=64k";
    private static final int SESSION_BYTES =
        MessageHeaderEncoder.ENCODED_LENGTH + SessionMessageHeaderEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[1 << 15]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SessionMessageHeaderEncoder session = new SessionMessageHeaderEncoder();
    private final TimerEventEncoder timer = new TimerEventEncoder();
    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final Path dir;
    private MediaDriver driver;
    private Archive archive;
    private AeronArchive client;
    private ExclusivePublication publication;
    private long timeMs = BEGIN_MS;

    /** @param dir that becomes a replica's. */
    LogMaker(final Path dir)
    {
        this.dir = dir;
    }

    /** Make it, with about so many commands. @return how many there are. */
    long make(final long commands, final Progress progress)
    {
        launch();
        record(client.context().aeron().countersReader());
        term();
        final Workload workload = new Workload(engine, this::batch);
        workload.begin();
        long rounds = 0;
        while (engine.commandsApplied() < commands)
        {
            workload.round();
            timeMs++;
            if (++rounds % ROUNDS_PER_TICK == 0)
            {
                tick();
                progress.show("making a log", engine.commandsApplied(), commands);
            }
        }
        awaitRecorded();
        return engine.commandsApplied();
    }

    /** Launch the archive of the directory, which may have something already. */
    void launch()
    {
        final String aeronDir = dir.resolve("aeron").toString();
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(aeronDir)
            .threadingMode(ThreadingMode.SHARED)
            .ipcTermBufferLength(1 << 23)
            .spiesSimulateConnection(true)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        archive = Archive.launch(new Archive.Context()
            .aeronDirectoryName(aeronDir)
            .archiveDir(dir.resolve("archive").toFile())
            .controlChannelEnabled(false)
            .archiveClientContext(new AeronArchive.Context().controlResponseChannel(CONTROL_CHANNEL))
            .localControlChannel(CONTROL_CHANNEL)
            .replicationChannel("aeron:udp?endpoint=localhost:0")
            .recordingEventsEnabled(false)
            .threadingMode(ArchiveThreadingMode.SHARED)
            .segmentFileLength(1 << 25)
            .recordChecksum(Checksums.crc32c()));
        client = AeronArchive.connect(new AeronArchive.Context()
            .aeronDirectoryName(aeronDir)
            .controlRequestChannel(CONTROL_CHANNEL)
            .controlResponseChannel(CONTROL_CHANNEL)
            .controlRequestStreamId(archive.context().localControlStreamId()));
    }

    /** Of the directory, once it is launched. */
    AeronArchive archive()
    {
        return client;
    }

    private void record(final CountersReader counters)
    {
        final String channel = "aeron:ipc?term-length=8m";
        final int streamId = ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT;
        client.startRecording(channel, streamId, SourceLocation.LOCAL);
        publication = client.context().aeron().addExclusivePublication(channel, streamId);
        int counterId = Aeron.NULL_VALUE;
        while (counterId == Aeron.NULL_VALUE)
        {
            counterId = RecordingPos.findCounterIdBySession(counters, publication.sessionId(), client.archiveId());
            Thread.onSpinWait();
        }
        final File clusterDir = dir.resolve("cluster").toFile();
        IoUtil.ensureDirectoryExists(clusterDir, "cluster");
        try (RecordingLog log = new RecordingLog(clusterDir, true))
        {
            log.appendTerm(RecordingPos.getRecordingId(counters, counterId), 0, 0, BEGIN_MS);
        }
    }

    private void term()
    {
        final NewLeadershipTermEventEncoder term = new NewLeadershipTermEventEncoder();
        term.wrapAndApplyHeader(frame, 0, header)
            .leadershipTermId(0).logPosition(0).timestamp(timeMs).termBaseLogPosition(0).leaderMemberId(0)
            .logSessionId(publication.sessionId()).appVersion(0);
        offer(MessageHeaderEncoder.ENCODED_LENGTH + term.encodedLength());
    }

    private void batch(final DirectBuffer buffer, final int length)
    {
        session.wrapAndApplyHeader(frame, 0, header).leadershipTermId(0).clusterSessionId(1).timestamp(timeMs);
        frame.putBytes(SESSION_BYTES, buffer, 0, length);
        final long position = offer(SESSION_BYTES + length);
        engine.apply(timeMs, position, buffer, 0, length);
    }

    private void tick()
    {
        timer.wrapAndApplyHeader(frame, 0, header)
            .leadershipTermId(0).correlationId(Engine.TICK_TIMER_ID).timestamp(timeMs);
        engine.tick(timeMs, offer(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength()));
    }

    private long offer(final int length)
    {
        long position = publication.offer(frame, 0, length);
        while (position < 0)
        {
            Thread.yield();
            position = publication.offer(frame, 0, length);
        }
        return position;
    }

    private void awaitRecorded()
    {
        final CountersReader counters = client.context().aeron().countersReader();
        final int counterId =
            RecordingPos.findCounterIdBySession(counters, publication.sessionId(), client.archiveId());
        while (counters.getCounterValue(counterId) < publication.position())
        {
            Thread.yield();
        }
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(publication, client, archive, driver);
    }
}
