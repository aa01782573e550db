package io.muster.node.capture;

import org.agrona.BitUtil;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes batches into a file that Chronicle has mapped, at the place that it gave. To touch a page of a mapped file
 * that has no block yet costs several times of what it costs to write it; and where the disk is full, a write fails
 * with an exception, a fault kills. So what Chronicle writes next by itself, a header and sometimes an index, finds
 * zeros behind each batch.
 */
final class BatchFile implements AutoCloseable
{
    private static final int PAGE_BYTES = 4096;
    /** More than an index. */
    private static final int MARGIN_BYTES = 32 * 1024;

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(MARGIN_BYTES + PAGE_BYTES);
    private Path file;
    private FileChannel channel;
    /** Up to where the file is written. */
    private long end;

    /**
     * Write all that is between position and limit of a batch's parts, one behind the other.
     *
     * @param place where; behind it is nothing but zeros.
     */
    void write(final Path into, final ByteBuffer[] batch, final long place) throws IOException
    {
        if (!into.equals(file))
        {
            close();
            channel = FileChannel.open(into, StandardOpenOption.WRITE);
            file = into;
            end = 0;
        }
        long until = place;
        for (final ByteBuffer part : batch)
        {
            until = writeAll(part, until);
        }
        end = Math.max(end, until);
        if (end < until + MARGIN_BYTES)
        {
            zeros.clear().limit((int)(BitUtil.align(until + MARGIN_BYTES, PAGE_BYTES) - end));
            end = writeAll(zeros, end);
        }
    }

    /** @return where it ends. */
    private long writeAll(final ByteBuffer bytes, final long place) throws IOException
    {
        long at = place;
        while (bytes.hasRemaining())
        {
            at += channel.write(bytes, at);
        }
        return at;
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(channel);
        channel = null;
        file = null;
    }
}
