package io.muster.master.recording;

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
public final class RecordedMessages
{
    /** Hears the messages in order. The buffer is used again for the next one. */
    @FunctionalInterface
    public interface Listener
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
    private long loadedPosition;
    private int loadedLength;
    private int nextFrame;
    private int messageLength;
    private boolean isInMessage;
    private DirectBuffer buffer = term;
    private int offset;
    private int length;

    /** @param checksum that frames are recorded with; null: none. */
    public RecordedMessages(final File archiveDir, final Checksum checksum)
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
    public void read(final Extent recording, final Listener listener)
    {
        read(recording, recording.startPosition(), listener);
    }

    /** Read a recording from where a message begins to its end. */
    public void read(final Extent recording, final long from, final Listener listener)
    {
        begin(recording, from);
        while (next())
        {
            listener.onMessage(buffer, offset, length);
        }
    }

    /** Go to where a message begins, or a term: {@link #next} goes on from there, one message at a time. */
    public void begin(final Extent recording, final long from)
    {
        extent = recording;
        isInMessage = false;
        if (termBytes.capacity() < recording.termBytes())
        {
            termBytes = BufferUtil.allocateDirectAligned(recording.termBytes(), HEADER_LENGTH);
            term.wrap(termBytes);
        }
        loadedPosition = from;
        loadedLength = 0;
        nextFrame = 0;
    }

    /**
     * Go to the next message. It can be read until the one after it is gone to.
     *
     * @return false when the recording ends here.
     * @throws DamageException when it is not what was recorded.
     */
    public boolean next()
    {
        while (nextFrame < loadedLength || loadNext())
        {
            if (takeFrame())
            {
                return true;
            }
        }
        check(!isInMessage, position(), "the recording ends in the middle of a message");
        return false;
    }

    /** Where the message ends, which is how Aeron numbers it, or where the first one begins that was not gone to. */
    public long position()
    {
        return loadedPosition + nextFrame;
    }

    /** Holds the message. */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /** Where it begins. */
    public int offset()
    {
        return offset;
    }

    /** Of the message, in bytes. */
    public int length()
    {
        return length;
    }

    private boolean loadNext()
    {
        loadedPosition += loadedLength;
        loadedLength = 0;
        nextFrame = 0;
        if (loadedPosition >= extent.stopPosition())
        {
            return false;
        }
        final int lengthToLoad = (int)(extent.termEnd(loadedPosition) - loadedPosition);
        load(loadedPosition, lengthToLoad);
        loadedLength = lengthToLoad;
        return true;
    }

    private void load(final long position, final int lengthToLoad)
    {
        final File file = extent.fileOf(archiveDir, position);
        try (FileChannel channel = open(file))
        {
            termBytes.clear().limit(lengthToLoad);
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

    /** @return whether a message ends with this frame. */
    private boolean takeFrame()
    {
        final int frame = nextFrame;
        final int left = loadedLength - frame;
        check(left >= HEADER_LENGTH, loadedPosition + frame, "the recording ends in the middle of a frame");
        header.wrap(term, frame, HEADER_LENGTH);
        final int frameLength = header.frameLength();
        final int alignedLength = BitUtil.align(frameLength, FrameDescriptor.FRAME_ALIGNMENT);
        check(frameLength >= HEADER_LENGTH && alignedLength > 0 && alignedLength <= left,
            loadedPosition + frame, "a frame is " + frameLength + " bytes long");
        checkPlace(loadedPosition + frame);
        final boolean isData = header.headerType() == HeaderFlyweight.HDR_TYPE_DATA;
        check(isData || header.headerType() == HeaderFlyweight.HDR_TYPE_PAD &&
            extent.termOffset(loadedPosition + frame + alignedLength) == 0,
            loadedPosition + frame, "a frame is of no kind that can be here");
        if (isData)
        {
            checkBytes(loadedPosition + frame, frame, alignedLength);
            assemble(loadedPosition + frame, frame + HEADER_LENGTH, frameLength - HEADER_LENGTH);
        }
        nextFrame = frame + alignedLength;
        return isData && !isInMessage;
    }

    private void checkPlace(final long position)
    {
        check(header.version() == HeaderFlyweight.CURRENT_VERSION && header.streamId() == extent.streamId() &&
            header.termId() == extent.termId(position) && header.termOffset() == extent.termOffset(position),
            position, "a frame is not the one that was recorded here");
    }

    /** The archive keeps the CRC where a frame on the wire has its session. */
    private void checkBytes(final long position, final int frame, final int alignedLength)
    {
        if (checksum == null)
        {
            return;
        }
        final int computed =
            checksum.compute(term.addressOffset(), frame + HEADER_LENGTH, alignedLength - HEADER_LENGTH);
        if (header.sessionId() != computed && position == extent.startPosition() &&
            header.sessionId() == extent.sessionId())
        {
            throw new StartupException(StartupError.SNAPSHOT_MISFIT, "the recording " + extent.recordingId() +
                " was made without checksums; start with master.checksum = off, as it was");
        }
        check(header.sessionId() == computed, position, "a frame has another CRC than was recorded");
    }

    private void assemble(final long position, final int payload, final int payloadLength)
    {
        final int flags = header.flags() & DataHeaderFlyweight.BEGIN_AND_END_FLAGS;
        check(header.flags() == flags && isInMessage == ((flags & DataHeaderFlyweight.BEGIN_FLAG) == 0),
            position, "a frame does not continue what is before it");
        isInMessage = (flags & DataHeaderFlyweight.END_FLAG) == 0;
        if (flags == DataHeaderFlyweight.BEGIN_AND_END_FLAGS)
        {
            buffer = term;
            offset = payload;
            length = payloadLength;
            return;
        }
        messageLength = (flags & DataHeaderFlyweight.BEGIN_FLAG) == 0 ? messageLength : 0;
        message.putBytes(messageLength, term, payload, payloadLength);
        messageLength += payloadLength;
        buffer = message;
        offset = 0;
        length = messageLength;
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
