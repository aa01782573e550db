package io.muster.node.capture;

import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes zeros where a mapped file is about to be written. To touch a page of a mapped file that has no block yet costs
 * more than twice of what it costs to write it first; and where the disk is full, a write fails with an exception, a
 * fault kills.
 */
final class Prefill implements AutoCloseable
{
    private static final int STEP_BYTES = 256 * 1024;
    /** More than what Chronicle writes at once besides a document: its index. */
    private static final int MARGIN_BYTES = 64 * 1024;
    private static final long PAGE_BYTES = 4096;

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_BYTES);
    private Path file;
    private FileChannel channel;
    private long end;

    /**
     * Before bytes are written into a file.
     *
     * @param place where, at least; what is there and behind it is zeros.
     */
    void ahead(final Path into, final long place, final int length) throws IOException
    {
        if (!into.equals(file))
        {
            close();
            channel = FileChannel.open(into, StandardOpenOption.WRITE);
            file = into;
            end = 0;
        }
        // Never where Chronicle may have written: a file's first pages are left to it.
        end = Math.max(end, (place + MARGIN_BYTES) / PAGE_BYTES * PAGE_BYTES);
        while (end < place + length + 2 * MARGIN_BYTES)
        {
            zeros.clear();
            end += channel.write(zeros, end);
        }
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(channel);
        channel = null;
        file = null;
    }
}
