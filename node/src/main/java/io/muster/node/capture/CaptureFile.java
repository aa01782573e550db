package io.muster.node.capture;

import io.muster.codecs.CaptureBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Reads one file of a capture, batch by batch. Chronicle Queue's files are documents one after another, each at a
 * multiple of four bytes, with a word before it: its length, whether it is Chronicle's own, whether it is complete
 * (https://github.com/OpenHFT/RFC, Size Prefixed Blob). Chronicle's own reader maps files, takes their lengths to be
 * right and has no checksum; this one is for files that may be cut off, altered or still being written.
 */
final class CaptureFile implements AutoCloseable
{
    static final String SUFFIX = ".cq4";

    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH = 0x3FFF_FFFF;
    private static final int END_OF_FILE = NOT_COMPLETE | META_DATA;
    private static final int BATCH_BYTES_MIN = MessageHeaderDecoder.ENCODED_LENGTH + CaptureBatchDecoder.BLOCK_LENGTH;
    static final int BATCH_BYTES_MAX = 2 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(2 * BATCH_BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(window);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CaptureBatchDecoder batch = new CaptureBatchDecoder();
    private final CRC32C crc = new CRC32C();
    /** Where in the file the window begins. */
    private long windowAt;
    private long at;
    private int batchOffset;
    private int batchLength;
    private String damage;
    private boolean isCutShort;

    CaptureFile(final Path path)
    {
        this.path = path;
        try
        {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            size = channel.size();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        window.limit(0);
    }

    /** The files of a capture, oldest first. */
    static List<Path> in(final Path dir)
    {
        try (Stream<Path> files = Files.list(dir))
        {
            return files.filter((file) -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    Path path()
    {
        return path;
    }

    /** Go to the next batch. @return false at the file's end, or where it is damaged. */
    boolean next()
    {
        if (damage != null)
        {
            return false;
        }
        while (has(at, Integer.BYTES))
        {
            final int word = buffer.getInt((int)(at - windowAt), ByteOrder.LITTLE_ENDIAN);
            if (word == END_OF_FILE)
            {
                return false;
            }
            if (word == 0)
            {
                return isEndAt(at);
            }
            if ((word & NOT_COMPLETE) != 0)
            {
                return isBrokenOffAt(at);
            }
            final long body = at + Integer.BYTES;
            final int length = word & LENGTH;
            if (body + length > size || length == 0)
            {
                return fail("at byte " + at + " it has a document of " + length + " bytes, and then ends");
            }
            if ((word & META_DATA) == 0)
            {
                return take(body, length);
            }
            if (isWhole(body, length) || batchIn(body, body + length) >= 0)
            {
                return fail("at byte " + at + " it has a document of Chronicle's with batches in it");
            }
            at = BitUtil.align(body + length, Integer.BYTES);
        }
        return false;
    }

    private boolean take(final long body, final int length)
    {
        if (!isWhole(body, length))
        {
            return fail("at byte " + at + " there is no batch of a capture, or it was altered");
        }
        batchOffset = (int)(body - windowAt);
        batchLength = length;
        at = BitUtil.align(body + length, Integer.BYTES);
        return true;
    }

    private boolean isWhole(final long body, final int length)
    {
        return length <= BATCH_BYTES_MAX && has(body, length) && isBatch((int)(body - windowAt), length);
    }

    private boolean isBatch(final int offset, final int length)
    {
        if (length < BATCH_BYTES_MIN)
        {
            return false;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != CaptureBatchDecoder.SCHEMA_ID ||
            header.templateId() != CaptureBatchDecoder.TEMPLATE_ID ||
            header.blockLength() < CaptureBatchDecoder.BLOCK_LENGTH ||
            header.blockLength() > length - MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        batch.wrapAndApplyHeader(buffer, offset, header);
        final int checked = batch.offset() + CaptureBatchDecoder.checksumEncodingOffset() + Integer.BYTES;
        crc.reset();
        crc.update(window.array(), checked, offset + length - checked);
        return batch.checksum() == (int)crc.getValue();
    }

    /** Nothing was written from here on, unless something was altered: the rest is zeros then. */
    private boolean isEndAt(final long end)
    {
        for (long place = end; has(place, Long.BYTES); place += Long.BYTES)
        {
            if (buffer.getLong((int)(place - windowAt)) != 0)
            {
                read(end);
                // It was written, or cut to what is used, meanwhile.
                isCutShort = window.limit() < Integer.BYTES || buffer.getInt(0) != 0;
                return !isCutShort && fail("at byte " + end + " nothing is written, and at " + place + " something is");
            }
        }
        return false;
    }

    /** A write that broke off is a file's last, unless its word was altered, or it is being completed just now. */
    private boolean isBrokenOffAt(final long end)
    {
        final boolean isLast = batchIn(end, size) < 0;
        read(end);
        isCutShort = isLast || window.limit() < Integer.BYTES ||
            (buffer.getInt(0, ByteOrder.LITTLE_ENDIAN) & NOT_COMPLETE) == 0;
        return !isCutShort && fail("at byte " + end + " a write broke off, and batches follow");
    }

    private boolean fail(final String sentence)
    {
        damage = path + ": " + sentence;
        return false;
    }

    /** Go on behind damage: to the next batch that is whole. @return false: there is none. */
    boolean salvage()
    {
        damage = null;
        final long next = batchIn(at + Integer.BYTES, size);
        at = next < 0 ? size : next;
        return next >= 0;
    }

    /** Where the first whole batch begins between two places, with the word before it; or -1. */
    private long batchIn(final long from, final long to)
    {
        for (long place = from; place < to && has(place, Integer.BYTES + BATCH_BYTES_MIN); place += Integer.BYTES)
        {
            final int offset = (int)(place - windowAt);
            final int length = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            if (length >= BATCH_BYTES_MIN && length <= BATCH_BYTES_MAX &&
                buffer.getShort(offset + Integer.BYTES + Short.BYTES, ByteOrder.LITTLE_ENDIAN) ==
                CaptureBatchDecoder.TEMPLATE_ID && has(place + Integer.BYTES, length) &&
                isBatch((int)(place + Integer.BYTES - windowAt), length))
            {
                return place;
            }
        }
        return -1;
    }

    /** Make sure that so many bytes are in the window. @return false: the file is not that long. */
    private boolean has(final long place, final int length)
    {
        if (place + length > size)
        {
            return false;
        }
        if (place < windowAt || place + length > windowAt + window.limit())
        {
            read(place);
        }
        // A file that is written may have been cut to what is used since it was opened.
        return place + length <= windowAt + window.limit();
    }

    private void read(final long place)
    {
        try
        {
            window.clear();
            windowAt = place;
            int read = 0;
            while (window.hasRemaining() && read >= 0)
            {
                read = channel.read(window, place + window.position());
            }
            window.flip();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Holds the batch. */
    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** The batch that was gone to. */
    CaptureBatchDecoder batch()
    {
        return batch;
    }

    /** Where the messages of the batch begin. */
    int messagesOffset()
    {
        return batchOffset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
    }

    /** Where the batch ends. */
    int batchEnd()
    {
        return batchOffset + batchLength;
    }

    /** Version of the schema that the batch was written by. */
    int version()
    {
        return header.version();
    }

    /** What ended the reading early, with the file and the place; or null. */
    String damage()
    {
        return damage;
    }

    /** The file ends in the middle of a write: its process was killed, or writes still. */
    boolean isCutShort()
    {
        return isCutShort;
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
