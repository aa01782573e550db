package io.muster.master.recovery;

import io.aeron.archive.CatalogView;
import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.client.AeronArchive;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.muster.master.recording.Extent;
import io.muster.node.StartupError;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.File;
import java.nio.MappedByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

/**
 * Cuts off what a kill, or a power cut, in the middle of a write leaves: frames of which the file has only some pages.
 * The archive refuses to start with one, although nobody was ever told of it: a frame counts when its block is synced.
 */
public final class TornFrames
{
    private static final int PAGE_BYTES = 4096;
    /** The archive writes no more at a time. */
    private static final int BLOCK_BYTES = 1 << 20;
    private static final String CATALOG = "archive.catalog";

    private final File archiveDir;
    private final Checksum checksum;
    private final Consumer<String> onCut;

    /**
     * @param checksum that the archive records with; null: none.
     * @param onCut    is told of each frame that was cut off: a code and a sentence.
     */
    public TornFrames(final File archiveDir, final Checksum checksum, final Consumer<String> onCut)
    {
        this.archiveDir = archiveDir;
        this.checksum = checksum;
        this.onCut = onCut;
    }

    /** Look at the recordings that were not ended in order. To be done while no archive has the directory. */
    public void cut()
    {
        if (new File(archiveDir, CATALOG).exists())
        {
            final List<Extent> recordings = new ArrayList<>();
            CatalogView.listRecordings(archiveDir, Extent.listener(recordings::add));
            recordings.stream().filter((it) -> it.stopPosition() == AeronArchive.NULL_POSITION).forEach(this::cut);
        }
    }

    void cut(final Extent recording)
    {
        long position = recording.startPosition();
        File file = recording.fileOf(archiveDir, position);
        File next = file;
        while (next.exists())
        {
            file = next;
            position += recording.segmentBytes();
            next = recording.fileOf(archiveDir, position);
        }
        if (file.length() > 0)
        {
            final boolean isFirst = position - recording.segmentBytes() == recording.startPosition();
            cut(file, isFirst ? recording.termOffset(recording.startPosition()) : 0);
        }
    }

    private void cut(final File file, final int firstOffset)
    {
        final MappedByteBuffer mapped = IoUtil.mapExistingFile(file, file.getName());
        try
        {
            final UnsafeBuffer bytes = new UnsafeBuffer(mapped);
            final int last = lastFrame(bytes, firstOffset);
            final int offset = firstTorn(bytes, firstOffset, last);
            if (offset <= last)
            {
                final int end = Math.min(bytes.capacity(), last + alignedLength(bytes, last));
                bytes.setMemory(offset, end - offset, (byte)0);
                mapped.force();
                onCut.accept(StartupError.FRAME_TORN.code() + " the process was killed in the middle of a write; cut " +
                    file + " off at " + offset);
            }
        }
        finally
        {
            IoUtil.unmap(mapped);
        }
    }

    /** A block is written and synced at a time, so what is torn, or behind it, was never counted. */
    private int firstTorn(final UnsafeBuffer bytes, final int firstOffset, final int last)
    {
        // Without a checksum a frame of zeros cannot be told from one that is torn, so only the last one is looked at.
        final int suspect = checksum == null ? last : last - BLOCK_BYTES;
        for (int offset = firstOffset; offset <= last; offset += Math.max(HEADER_LENGTH, alignedLength(bytes, offset)))
        {
            final int length = Math.min(bytes.capacity() - offset, alignedLength(bytes, offset));
            if (length > 0 && offset >= suspect && !isPadding(bytes, offset) && isTorn(bytes, offset, length))
            {
                return offset;
            }
        }
        return last + 1;
    }

    /** Of which nothing is written but the header. */
    private static boolean isPadding(final UnsafeBuffer bytes, final int offset)
    {
        return (bytes.getShort(offset + HeaderFlyweight.TYPE_FIELD_OFFSET) & 0xFFFF) == HeaderFlyweight.HDR_TYPE_PAD;
    }

    private static int lastFrame(final UnsafeBuffer bytes, final int firstOffset)
    {
        int last = firstOffset;
        int offset = firstOffset;
        while (offset <= bytes.capacity() - HEADER_LENGTH && alignedLength(bytes, offset) > 0)
        {
            last = offset;
            offset += alignedLength(bytes, offset);
        }
        return last;
    }

    private static int alignedLength(final UnsafeBuffer bytes, final int offset)
    {
        final int length = bytes.getInt(offset);
        return length <= 0 || length > bytes.capacity() ? 0 : BitUtil.align(length, HEADER_LENGTH);
    }

    private boolean isTorn(final UnsafeBuffer bytes, final int offset, final int length)
    {
        if (checksum != null && bytes.getInt(offset + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET) ==
            checksum.compute(bytes.addressOffset(), offset + HEADER_LENGTH, length - HEADER_LENGTH))
        {
            return false;
        }
        final int end = offset + length;
        for (int page = BitUtil.align(offset + 1, PAGE_BYTES); page < end; page += PAGE_BYTES)
        {
            if (isEmpty(bytes, page, Math.min(end, page + PAGE_BYTES)))
            {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(final UnsafeBuffer bytes, final int from, final int to)
    {
        for (int at = from; at < to; at += Long.BYTES)
        {
            if (bytes.getLong(at) != 0)
            {
                return false;
            }
        }
        return true;
    }
}
