package io.muster.master.recovery;

import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.muster.master.recording.Extent;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A file of one short frame and one of three pages, which may be torn. */
class TornFramesTest
{
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final int SHORT_BYTES = 64;
    private static final int LONG_BYTES = 3 * 4096;

    private final Checksum checksum = Checksums.crc32c();
    private final List<String> cuts = new ArrayList<>();
    private final UnsafeBuffer bytes = new UnsafeBuffer(BufferUtil.allocateDirectAligned(SEGMENT_BYTES, HEADER_LENGTH));

    @TempDir
    Path dir;

    @Test
    void shouldCutOffAFrameOfWhichOnlyTheFirstPagesAreThere() throws IOException
    {
        for (int pages = 1; pages <= 3; pages++)
        {
            writeFrames((byte)7);
            bytes.setMemory(pages * 4096, SEGMENT_BYTES - pages * 4096, (byte)0);

            final byte[] left = cut(0, checksum);
            assertTrue(cuts.get(pages - 1).startsWith("M0134"), cuts.toString());
            assertEquals(SHORT_BYTES, new UnsafeBuffer(left).getInt(0));
            assertArrayEquals(new byte[LONG_BYTES], Arrays.copyOfRange(left, SHORT_BYTES, SHORT_BYTES + LONG_BYTES));
        }
    }

    @Test
    void shouldCutOffInTheLastFileWithoutAChecksumToo() throws IOException
    {
        Files.write(dir.resolve("3-0.rec"), new byte[SEGMENT_BYTES]);
        writeFrames((byte)7);
        bytes.setMemory(4096, SEGMENT_BYTES - 4096, (byte)0);

        assertEquals(0, new UnsafeBuffer(cut(SEGMENT_BYTES, null)).getInt(SHORT_BYTES));
        assertEquals(1, cuts.size());
    }

    @Test
    void shouldLeaveAWholeFrameOfZeroesAlone() throws IOException
    {
        writeFrames((byte)0);

        assertEquals(LONG_BYTES, new UnsafeBuffer(cut(0, checksum)).getInt(SHORT_BYTES));
        assertEquals(List.of(), cuts);
    }

    @Test
    void shouldLeaveAFrameThatIsAlteredAndNotTornToThoseWhoReadIt() throws IOException
    {
        writeFrames((byte)7);
        bytes.putByte(5000, (byte)8);

        assertEquals(LONG_BYTES, new UnsafeBuffer(cut(0, checksum)).getInt(SHORT_BYTES));
        assertEquals(List.of(), cuts);
    }

    @Test
    void shouldCutOffATornFrameAndWhatIsWholeBehindItAsAPowerCutLeavesIt() throws IOException
    {
        writeFrames((byte)7);
        writeFrame(SHORT_BYTES + LONG_BYTES, SHORT_BYTES, (byte)7);
        bytes.setMemory(4096, 4096, (byte)0);

        final byte[] left = cut(0, checksum);
        assertEquals(SHORT_BYTES, new UnsafeBuffer(left).getInt(0));
        assertArrayEquals(
            new byte[SEGMENT_BYTES - SHORT_BYTES], Arrays.copyOfRange(left, SHORT_BYTES, SEGMENT_BYTES));
        assertEquals(1, cuts.size());
    }

    @Test
    void shouldLeaveThePaddingAtTheEndOfATermAlone() throws IOException
    {
        writeFrames((byte)7);
        bytes.setMemory(SHORT_BYTES + HEADER_LENGTH, LONG_BYTES - HEADER_LENGTH, (byte)0);
        bytes.putShort(SHORT_BYTES + HeaderFlyweight.TYPE_FIELD_OFFSET, (short)HeaderFlyweight.HDR_TYPE_PAD);
        writeFrame(SHORT_BYTES + LONG_BYTES, SHORT_BYTES, (byte)7);

        assertEquals(SHORT_BYTES, new UnsafeBuffer(cut(0, checksum)).getInt(SHORT_BYTES + LONG_BYTES));
        assertEquals(List.of(), cuts);
    }

    private void writeFrames(final byte value)
    {
        bytes.setMemory(0, SEGMENT_BYTES, (byte)0);
        writeFrame(0, SHORT_BYTES, value);
        writeFrame(SHORT_BYTES, LONG_BYTES, value);
    }

    private void writeFrame(final int offset, final int length, final byte value)
    {
        bytes.putInt(offset, length);
        bytes.putShort(offset + HeaderFlyweight.TYPE_FIELD_OFFSET, (short)HeaderFlyweight.HDR_TYPE_DATA);
        bytes.setMemory(offset + HEADER_LENGTH, length - HEADER_LENGTH, value);
        bytes.putInt(
            offset + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET,
            checksum.compute(bytes.addressOffset(), offset + HEADER_LENGTH, length - HEADER_LENGTH));
    }

    /** What is left of the file that begins at a position. */
    private byte[] cut(final long position, final Checksum checksumUsed) throws IOException
    {
        final byte[] content = new byte[SEGMENT_BYTES];
        bytes.getBytes(0, content);
        final Path file = dir.resolve("3-" + position + ".rec");
        Files.write(file, content);
        new TornFrames(dir.toFile(), checksumUsed, cuts::add).cut(new Extent(
            3, 0, AeronArchive.NULL_POSITION, 0, SEGMENT_BYTES, SEGMENT_BYTES, 1, 1));
        return Files.readAllBytes(file);
    }
}
