package io.muster.master.recording;

import io.aeron.Aeron;
import io.aeron.archive.CatalogView;
import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.exceptions.AeronException;
import io.aeron.protocol.DataHeaderFlyweight;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.SnapshotBeginDecoder;
import io.muster.master.engine.Engine;
import io.muster.master.recording.TakenSnapshots.Taken;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

/**
 * The log and the snapshots of one replica, as its directory has them: of one that is stopped, was killed, or still
 * runs. Nothing is changed: what Aeron opens for writing is copied first.
 */
public final class ReplicaFiles
{
    private static final String CATALOG = "archive.catalog";
    private static final String SUFFIX = ".rec";

    private final Path dir;
    private final File archiveDir;
    private final Extent log;
    private final List<Taken> snapshots;
    private final boolean isEndedInOrder;

    private ReplicaFiles(
        final Path dir, final File archiveDir, final Extent recorded, final List<Taken> snapshots)
    {
        this.dir = dir;
        this.archiveDir = archiveDir;
        this.snapshots = snapshots;
        isEndedInOrder = recorded.stopPosition() != AeronArchive.NULL_POSITION;
        log = isEndedInOrder ? recorded : recorded.until(endOf(recorded));
    }

    /**
     * Look at a directory of a replica, {@code master.dir} of its settings.
     *
     * @throws DamageException when it is not one, or a file that tells what is in it is gone or altered.
     */
    public static ReplicaFiles open(final Path dir)
    {
        final File archiveDir = dir.resolve("archive").toFile();
        final File recordingLog = dir.resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME).toFile();
        require(Files.isDirectory(dir), dir + " is no directory");
        require(new File(archiveDir, CATALOG).exists(), dir + " has no archive/" + CATALOG);
        require(recordingLog.exists(), dir + " has no cluster/" + RecordingLog.RECORDING_LOG_FILE_NAME);
        try
        {
            final TakenSnapshots taken = copyAndRead(recordingLog);
            require(taken.logRecordingId() != Aeron.NULL_VALUE, recordingLog + " knows of no log");
            final Extent log = recording(archiveDir, taken.logRecordingId());
            require(log.streamId() == ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT,
                recordingLog + " says that recording " + log.recordingId() + " is the log, and it is another");
            // The recording log goes on naming what was purged.
            final List<Taken> left = taken.snapshots().stream()
                .filter((it) -> !recordings(archiveDir, it.ofService().recordingId()).isEmpty()).toList();
            return new ReplicaFiles(dir, archiveDir, log, left);
        }
        catch (final IOException | UncheckedIOException ex)
        {
            throw new DamageException(dir + " cannot be read: " + ex, ex);
        }
    }

    /** Aeron opens this file for writing, whatever is done with it. */
    private static TakenSnapshots copyAndRead(final File recordingLog) throws IOException
    {
        final Path copy = Files.createTempDirectory("muster-recording-log");
        try
        {
            Files.write(copy.resolve(recordingLog.getName()), Files.readAllBytes(recordingLog.toPath()));
            return TakenSnapshots.of(copy.toFile());
        }
        catch (final IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException |
            AeronException ex)
        {
            throw new DamageException(recordingLog + " is damaged: " + ex.getMessage(), ex);
        }
        finally
        {
            IoUtil.delete(copy.toFile(), true);
        }
    }

    private static Extent recording(final File archiveDir, final long recordingId)
    {
        final List<Extent> found = recordings(archiveDir, recordingId);
        require(!found.isEmpty(), new File(archiveDir, CATALOG) + " does not have recording " + recordingId);
        require(found.get(0).isPossible(), new File(archiveDir, CATALOG) + " has an impossible " + found.get(0));
        return found.get(0);
    }

    /** None or one. Aeron maps the catalog for reading only. */
    private static List<Extent> recordings(final File archiveDir, final long recordingId)
    {
        final List<Extent> found = new ArrayList<>();
        try
        {
            CatalogView.listRecording(archiveDir, recordingId, Extent.listener(found::add));
            return found;
        }
        catch (final IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException |
            ArchiveException ex)
        {
            throw new DamageException(new File(archiveDir, CATALOG) + " is damaged: " + ex.getMessage(), ex);
        }
    }

    /** Where the frames end of a recording that was not ended in order. */
    private long endOf(final Extent recorded)
    {
        long position = recorded.startPosition();
        for (final String name : namesOf(recorded))
        {
            final String base = name.substring(name.indexOf('-') + 1, name.length() - SUFFIX.length());
            position = Math.max(position, Long.parseLong(base));
        }
        final File file = recorded.fileOf(archiveDir, position);
        require(file.exists(), "the file " + file + " is gone");
        return position - recorded.fileOffset(position) + endOf(file, (int)recorded.fileOffset(position));
    }

    private List<String> namesOf(final Extent recorded)
    {
        final String[] names = archiveDir.list(
            (folder, name) -> name.matches(recorded.recordingId() + "-\\d{1,18}" + SUFFIX));
        return names == null ? List.of() : List.of(names);
    }

    private static int endOf(final File file, final int firstFrame)
    {
        return mapped(file, (bytes) ->
        {
            int offset = firstFrame;
            int length = lengthAt(bytes, offset);
            while (length > 0)
            {
                offset += length;
                length = lengthAt(bytes, offset);
            }
            return offset;
        });
    }

    /** Of a frame, aligned; 0 when none begins there that ends in the file. */
    private static int lengthAt(final UnsafeBuffer bytes, final int offset)
    {
        if (offset > bytes.capacity() - HEADER_LENGTH)
        {
            return 0;
        }
        final int length = bytes.getInt(offset);
        return length < HEADER_LENGTH || length > bytes.capacity() - offset ? 0 : BitUtil.align(length, HEADER_LENGTH);
    }

    private static <T> T mapped(final File file, final Function<UnsafeBuffer, T> look)
    {
        final MappedByteBuffer mapped = IoUtil.mapExistingFile(file, FileChannel.MapMode.READ_ONLY, file.getName());
        try
        {
            return look.apply(new UnsafeBuffer(mapped));
        }
        finally
        {
            IoUtil.unmap(mapped);
        }
    }

    /**
     * The archive keeps the CRC of a frame where the frame has its session on the wire, and does not note whether it
     * does. One of the first two frames may be damaged.
     */
    private Checksum checksumOf(final Extent recording)
    {
        final File file = recording.fileOf(archiveDir, recording.startPosition());
        if (recording.stopPosition() <= recording.startPosition() || !file.exists())
        {
            return null;
        }
        final int first = (int)recording.fileOffset(recording.startPosition());
        return mapped(file, (bytes) ->
        {
            final int second = first + lengthAt(bytes, first);
            final boolean isOneSession = sessionAt(bytes, first) == sessionAt(bytes, second);
            return hasChecksum(bytes, first) || hasChecksum(bytes, second) || !isOneSession && second > first ?
                Checksums.crc32c() : null;
        });
    }

    private static boolean hasChecksum(final UnsafeBuffer bytes, final int frame)
    {
        final int length = lengthAt(bytes, frame);
        return length > HEADER_LENGTH && sessionAt(bytes, frame) == Checksums.crc32c().compute(
            bytes.addressOffset(), frame + HEADER_LENGTH, length - HEADER_LENGTH);
    }

    private static int sessionAt(final UnsafeBuffer bytes, final int frame)
    {
        return lengthAt(bytes, frame) == 0 ? 0 : bytes.getInt(frame + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET);
    }

    /** As it was opened. */
    public Path dir()
    {
        return dir;
    }

    /** The log, from the position on that was not purged, to its last whole frame. */
    public Extent log()
    {
        return log;
    }

    /** Snapshots that were not marked invalid, newest first. */
    public List<Taken> snapshots()
    {
        return snapshots;
    }

    /** Whether the replica was stopped, and neither killed nor still runs. */
    public boolean isEndedInOrder()
    {
        return isEndedInOrder;
    }

    /** What reads a recording of this replica, checksums and all. */
    public RecordedMessages messages(final Extent recording)
    {
        return new RecordedMessages(archiveDir, checksumOf(recording));
    }

    /**
     * Put a snapshot into an engine that has nothing yet.
     *
     * @throws DamageException when the files are not what was recorded.
     * @throws io.muster.master.engine.snapshot.SnapshotException when the engine cannot take it.
     */
    public void restore(final Taken snapshot, final Engine engine)
    {
        final EngineSection section = new EngineSection(snapshot.ofService(), engine);
        final Extent recorded = recordingOf(snapshot);
        messages(recorded).read(recorded, section);
        section.finish();
    }

    private Extent recordingOf(final Taken snapshot)
    {
        final Extent recorded = recording(archiveDir, snapshot.ofService().recordingId());
        return recorded.stopPosition() == AeronArchive.NULL_POSITION ? recorded.until(endOf(recorded)) : recorded;
    }

    /**
     * The digest that the engine had when a snapshot was taken, as it is written at its beginning.
     *
     * @throws DamageException when the files are not what was recorded up to there.
     */
    public long digestOf(final Taken snapshot)
    {
        final Extent recorded = recordingOf(snapshot);
        final RecordedMessages messages = messages(recorded);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        messages.begin(recorded, recorded.startPosition());
        while (messages.next())
        {
            header.wrap(messages.buffer(), messages.offset());
            if (header.schemaId() == SnapshotBeginDecoder.SCHEMA_ID &&
                header.templateId() == SnapshotBeginDecoder.TEMPLATE_ID)
            {
                return new SnapshotBeginDecoder()
                    .wrapAndApplyHeader(messages.buffer(), messages.offset(), header).digest();
            }
        }
        throw new DamageException("recording " + recorded.recordingId() + " has nothing of the engine");
    }

    private static void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new DamageException(otherwise);
        }
    }
}
