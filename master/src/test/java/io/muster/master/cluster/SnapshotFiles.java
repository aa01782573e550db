package io.muster.master.cluster;

import io.aeron.archive.checksum.Checksums;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.RecordingLog.Entry;
import io.aeron.protocol.DataHeaderFlyweight;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.SnapshotBeginDecoder;
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
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The snapshots of a replica that does not run, and ways to damage them. */
public final class SnapshotFiles
{
    public static final int OF_SERVICE = 0;
    public static final int OF_CONSENSUS_MODULE = -1;

    private static final int PAGE_BYTES = 4096;

    private final Path dir;

    /** @param dir of the replica. */
    public SnapshotFiles(final Path dir)
    {
        this.dir = dir;
    }

    /** Positions of the valid ones, newest first. */
    public List<Long> positions()
    {
        return valid(OF_SERVICE).stream().map((entry) -> entry.logPosition).toList();
    }

    /** Flip one bit in the middle of the newest one's recording. */
    public void flipABit(final int serviceId)
    {
        flipABit(valid(serviceId).get(0));
    }

    /** Flip one bit in the middle of the one before the newest. */
    public void flipABitInOlder()
    {
        flipABit(valid(OF_SERVICE).get(1));
    }

    private void flipABit(final Entry entry)
    {
        withFile(file(entry), (bytes) ->
        {
            final int index = recordedBytes(bytes) / 2 / 32 * 32 + 3 + DataHeaderFlyweight.HEADER_LENGTH;
            bytes.putByte(index, (byte)(bytes.getByte(index) ^ 4));
        });
    }

    public void flipABitInAll()
    {
        for (final Entry entry : valid(OF_SERVICE))
        {
            withFile(file(entry), (bytes) -> bytes.putByte(40, (byte)(bytes.getByte(40) ^ 1)));
        }
    }

    /** Give the newest one's last frame a length that no frame can have. */
    public void lengthenAFrame()
    {
        withFile(file(valid(OF_SERVICE).get(0)), (bytes) ->
            bytes.putByte(lastFrame(bytes) + 3, (byte)0x40));
    }

    /** Cut the newest one's file in the middle of what is recorded. */
    public void truncate()
    {
        final File file = file(valid(OF_SERVICE).get(0));
        final int[] length = new int[1];
        withFile(file, (bytes) -> length[0] = recordedBytes(bytes) / 2);
        try (FileChannel channel = FileChannel.open(file.toPath(), StandardOpenOption.WRITE))
        {
            channel.truncate(length[0]);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    public void delete()
    {
        try
        {
            Files.delete(file(valid(OF_SERVICE).get(0)).toPath());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Make the newest one look as if a build with a later schema had written it; do it again to undo it. */
    public void flipVersion()
    {
        withFile(file(valid(OF_SERVICE).get(0)), (bytes) ->
        {
            final MessageHeaderDecoder header = new MessageHeaderDecoder();
            int frame = 0;
            while (header.wrap(bytes, frame + DataHeaderFlyweight.HEADER_LENGTH).schemaId() !=
                SnapshotBeginDecoder.SCHEMA_ID)
            {
                frame += BitUtil.align(bytes.getInt(frame), DataHeaderFlyweight.HEADER_LENGTH);
            }
            final int message = frame + DataHeaderFlyweight.HEADER_LENGTH;
            final int version = message + MessageHeaderDecoder.versionEncodingOffset();
            bytes.putByte(version + 1, (byte)(bytes.getByte(version + 1) ^ 1));
            final int length = BitUtil.align(bytes.getInt(frame), DataHeaderFlyweight.HEADER_LENGTH);
            bytes.putInt(frame + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, Checksums.crc32c().compute(
                bytes.addressOffset(), message, length - DataHeaderFlyweight.HEADER_LENGTH));
        });
    }

    /** Add to the log what a kill leaves of a frame of three pages when only the first of them got to the file. */
    public void tearTheLog()
    {
        final File file;
        try (RecordingLog log = new RecordingLog(dir.resolve("cluster").toFile(), false))
        {
            file = dir.resolve("archive").resolve(log.findLastTermRecordingId() + "-0.rec").toFile();
        }
        withFile(file, (bytes) ->
        {
            final int end = recordedBytes(bytes);
            bytes.putBytes(end, bytes, lastFrame(bytes), DataHeaderFlyweight.HEADER_LENGTH);
            bytes.putInt(end + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, end);
            bytes.putInt(end, 3 * PAGE_BYTES);
        });
    }

    private List<Entry> valid(final int serviceId)
    {
        try (RecordingLog log = new RecordingLog(dir.resolve("cluster").toFile(), false))
        {
            return log.entries().stream()
                .filter((it) -> it.isValid && it.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && it.serviceId == serviceId)
                .sorted(Comparator.comparingLong((Entry it) -> it.logPosition).reversed())
                .toList();
        }
    }

    private File file(final Entry entry)
    {
        return dir.resolve("archive").resolve(entry.recordingId + "-0.rec").toFile();
    }

    /** Up to the first frame that is none. */
    private static int recordedBytes(final UnsafeBuffer bytes)
    {
        final int last = lastFrame(bytes);
        return last + BitUtil.align(bytes.getInt(last), DataHeaderFlyweight.HEADER_LENGTH);
    }

    private static int lastFrame(final UnsafeBuffer bytes)
    {
        int last = 0;
        for (int frame = 0; bytes.getInt(frame) > 0; frame = last +
            BitUtil.align(bytes.getInt(last), DataHeaderFlyweight.HEADER_LENGTH))
        {
            last = frame;
        }
        return last;
    }

    private static void withFile(final File file, final Consumer<UnsafeBuffer> change)
    {
        final MappedByteBuffer mapped = IoUtil.mapExistingFile(file, file.getName());
        try
        {
            change.accept(new UnsafeBuffer(mapped));
        }
        finally
        {
            IoUtil.unmap(mapped);
        }
    }
}
