package io.muster.master.recording;

import io.aeron.archive.checksum.Checksum;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

/** A recording of one small term after another in one file, written as the archive writes it. */
final class RecordingFile
{
    static final int TERM_BYTES = 512;
    static final int PAYLOAD_BYTES_MAX = 96;

    private static final int TERMS = 4;
    private static final int INITIAL_TERM_ID = 7;
    private static final int STREAM_ID = 106;
    private static final int SESSION_ID = 99;

    private final ByteBuffer bytes = BufferUtil.allocateDirectAligned(TERMS * TERM_BYTES, HEADER_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final DataHeaderFlyweight header = new DataHeaderFlyweight();
    private final Checksum checksum;
    private int length;

    /** @param checksum null: none. */
    RecordingFile(final Checksum checksum)
    {
        this.checksum = checksum;
    }

    /** Add a message, in as many frames as it takes; one that does not fit goes into the next term. */
    RecordingFile add(final byte[] message)
    {
        final int frames = Math.max(1, (message.length + PAYLOAD_BYTES_MAX - 1) / PAYLOAD_BYTES_MAX);
        final int needed = frames * (HEADER_LENGTH + PAYLOAD_BYTES_MAX);
        final int left = TERM_BYTES - length % TERM_BYTES;
        if (needed > left)
        {
            frame(HeaderFlyweight.HDR_TYPE_PAD, DataHeaderFlyweight.BEGIN_AND_END_FLAGS, left);
            length += left;
        }
        for (int from = 0; from < Math.max(1, message.length); from += PAYLOAD_BYTES_MAX)
        {
            final int to = Math.min(message.length, from + PAYLOAD_BYTES_MAX);
            final int flags = (from == 0 ? DataHeaderFlyweight.BEGIN_FLAG : 0) |
                (to == message.length ? DataHeaderFlyweight.END_FLAG : 0);
            data(flags, Arrays.copyOfRange(message, from, to));
        }
        return this;
    }

    private void data(final int flags, final byte[] payload)
    {
        final int alignedLength = BitUtil.align(HEADER_LENGTH + payload.length, HEADER_LENGTH);
        frame(HeaderFlyweight.HDR_TYPE_DATA, flags, HEADER_LENGTH + payload.length);
        buffer.putBytes(length + HEADER_LENGTH, payload);
        if (checksum != null)
        {
            header.sessionId(checksum.compute(
                buffer.addressOffset(), length + HEADER_LENGTH, alignedLength - HEADER_LENGTH));
        }
        length += alignedLength;
    }

    private void frame(final int type, final int flags, final int frameLength)
    {
        header.wrap(buffer, length, HEADER_LENGTH);
        header.termOffset(length % TERM_BYTES).termId(INITIAL_TERM_ID + length / TERM_BYTES);
        header.streamId(STREAM_ID).sessionId(SESSION_ID);
        header.frameLength(frameLength).headerType(type).flags((short)flags).version(HeaderFlyweight.CURRENT_VERSION);
    }

    int length()
    {
        return length;
    }

    Extent extent()
    {
        return new Extent(
            3, 0, length, INITIAL_TERM_ID, TERMS * TERM_BYTES, TERM_BYTES, SESSION_ID, STREAM_ID);
    }

    void flip(final int index, final int bit)
    {
        buffer.putByte(index, (byte)(buffer.getByte(index) ^ 1 << bit));
    }

    /** So many of its bytes, as the file that the archive would have. */
    void writeTo(final Path archiveDir, final int fileBytes)
    {
        final byte[] content = new byte[fileBytes];
        buffer.getBytes(0, content);
        try
        {
            Files.write(archiveDir.resolve("3-0.rec"), content);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
