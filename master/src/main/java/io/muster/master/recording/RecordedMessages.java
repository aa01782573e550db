package io.muster.master.recovery;

import io.aeron.archive.checksum.Checksum;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

/**
 * The messages of a recording, read from the archive's files with every frame checked: its place, its kind, its length
 * and its CRC. Read here and not replayed, because a replay that meets a length too long waits for ever, and one that
 * meets a wrong CRC ends without a word to its reader.
 */
final class RecordedMessages
{
    /** Hears the messages in order. The buffer is used again for the next one. */
    @FunctionalInterface
    interface Listener
    {
        void onMessage(DirectBuffer buffer, int offset, int length);
    }

    private final File archiveDir;
    private final Checksum checksum;
    private final UnsafeBuffer term = new UnsafeBuffer(0, 0);
    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer();
    private final DataHeaderFlyweight header = new DataHeaderFlyweight();
    private ByteBuffer termBytes = ByteBuffer.allocateDirect(0);
    private Extent extent;
    private int messageLength;
    private boolean isInMessage;

    /** @param checksum that frames are recorded with; null: none. */
    RecordedMessages(final File archiveDir, final Checksum checksum)
    {
        this.archiveDir = archiveDir;
        this.checksum = checksum;
    }

    /**
     * Read a recording from its start to its end.
     *
     * @throws DamageException  when it is not what was recorded.
     * @throws StartupException when there is no telling, because the file may not be read.
     */
    void read(final Extent recording, final Listener listener)
    {
        read(recording, recording.startPosition(), listener);
    }

    /** Read a recording from where a message begins to its end. */
    void read(final Extent recording, final long from, final Listener listener)
    {
        extent = recording;
        isInMessage = false;
        if (termBytes.capacity() < recording.termBytes())
        {
            termBytes = BufferUtil.allocateDirectAligned(recording.termBytes(), HEADER_LENGTH);
            term.wrap(termBytes);
        }
        long position = from;
        while (position < recording.stopPosition())
        {
            final long end = recording.termEnd(position);
            load(position, (int)(end - position));
            deliver(position, (int)(end - position), listener);
            position = end;
        }
        check(!isInMessage, position, "the recording ends in the middle of a message");
    }

    private void load(final long position, final int length)
    {
        final File file = extent.fileOf(archiveDir, position);
        try (FileChannel channel = open(file))
        {
            termBytes.clear().limit(length);
            int read = 0;
            while (read >= 0 && termBytes.hasRemaining())
            {
                read = channel.read(termBytes, extent.fileOffset(position) + termBytes.position());
            }
            check(!termBytes.hasRemaining(), position + termBytes.position(), "the file " + file + " ends too early");
        }
        catch (final IOException ex)
        {
            throw new DamageException("the file " + file + " cannot be read: " + ex, ex);
        }
    }

    /** A file that is not there is damage; one that may not be opened says nothing about the snapshot. */
    private static FileChannel open(final File file)
    {
        try
        {
            return FileChannel.open(file.toPath(), StandardOpenOption.READ);
        }
        catch (final NoSuchFileException ex)
        {
            throw new DamageException("the file " + file + " is gone", ex);
        }
        catch (final IOException ex)
        {
            throw new StartupException(StartupError.DIRECTORY_UNWRITABLE, file + " cannot be opened: " + ex, ex);
        }
    }

    private void deliver(final long position, final int length, final Listener listener)
    {
        int offset = 0;
        while (offset < length)
        {
            check(length - offset >= HEADER_LENGTH, position + offset, "the recording ends in the middle of a frame");
            header.wrap(term, offset, HEADER_LENGTH);
            final int frameLength = header.frameLength();
            final int alignedLength = BitUtil.align(frameLength, FrameDescriptor.FRAME_ALIGNMENT);
            check(frameLength >= HEADER_LENGTH && alignedLength > 0 && alignedLength <= length - offset,
                position + offset, "a frame is " + frameLength + " bytes long");
            checkPlace(position + offset);
            if (header.headerType() == HeaderFlyweight.HDR_TYPE_DATA)
            {
                checkBytes(position + offset, offset, alignedLength);
                assemble(position + offset, offset + HEADER_LENGTH, frameLength - HEADER_LENGTH, listener);
            }
            else
            {
                check(header.headerType() == HeaderFlyweight.HDR_TYPE_PAD &&
                    extent.termOffset(position + offset + alignedLength) == 0,
                    position + offset, "a frame is of no kind that can be here");
            }
            offset += alignedLength;
        }
    }

    private void checkPlace(final long position)
    {
        check(header.version() == HeaderFlyweight.CURRENT_VERSION && header.streamId() == extent.streamId() &&
            header.termId() == extent.termId(position) && header.termOffset() == extent.termOffset(position),
            position, "a frame is not the one that was recorded here");
    }

    /** The archive keeps the CRC where a frame on the wire has its session. */
    private void checkBytes(final long position, final int offset, final int alignedLength)
    {
        if (checksum == null)
        {
            return;
        }
        final int computed =
            checksum.compute(term.addressOffset(), offset + HEADER_LENGTH, alignedLength - HEADER_LENGTH);
        if (header.sessionId() != computed && position == extent.startPosition() &&
            header.sessionId() == extent.sessionId())
        {
            throw new StartupException(StartupError.SNAPSHOT_MISFIT, "the recording " + extent.recordingId() +
                " was made without checksums; start with master.checksum = off, as it was");
        }
        check(header.sessionId() == computed, position, "a frame has another CRC than was recorded");
    }

    private void assemble(final long position, final int offset, final int length, final Listener listener)
    {
        final int flags = header.flags() & DataHeaderFlyweight.BEGIN_AND_END_FLAGS;
        check(header.flags() == flags && isInMessage == ((flags & DataHeaderFlyweight.BEGIN_FLAG) == 0),
            position, "a frame does not continue what is before it");
        if (flags == DataHeaderFlyweight.BEGIN_AND_END_FLAGS)
        {
            listener.onMessage(term, offset, length);
            return;
        }
        messageLength = isInMessage ? messageLength : 0;
        message.putBytes(messageLength, term, offset, length);
        messageLength += length;
        isInMessage = (flags & DataHeaderFlyweight.END_FLAG) == 0;
        if (!isInMessage)
        {
            listener.onMessage(message, 0, messageLength);
        }
    }

    private void check(final boolean holds, final long position, final String otherwise)
    {
        if (!holds)
        {
            throw new DamageException(
                "at position " + position + " of recording " + extent.recordingId() + " " + otherwise);
        }
    }
}
