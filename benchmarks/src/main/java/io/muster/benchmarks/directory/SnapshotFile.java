package io.muster.benchmarks.directory;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Records one after the other in a file, each behind its length; written and read by the chunk. */
final class SnapshotFile
{
    private final FileChannel channel;
    private final ByteBuffer chunk;
    private final UnsafeBuffer buffer;
    private int length;
    private long position;

    SnapshotFile(final FileChannel channel, final ByteBuffer chunk)
    {
        this.channel = channel;
        this.chunk = chunk;
        buffer = new UnsafeBuffer(chunk);
    }

    void append(final DirectBuffer source, final int offset, final int recordLength)
    {
        if (length + Integer.BYTES + recordLength + Long.BYTES > chunk.capacity())
        {
            flush();
        }
        buffer.putInt(length, recordLength);
        buffer.putBytes(length + Integer.BYTES, source, offset, recordLength);
        length = BitUtil.align(length + Integer.BYTES + recordLength, Integer.BYTES);
    }

    /** A length of zero ends a chunk, and chunks are all of one size. */
    void flush()
    {
        buffer.setMemory(length, chunk.capacity() - length, (byte)0);
        chunk.clear();
        try
        {
            while (chunk.hasRemaining())
            {
                position += channel.write(chunk, position);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        length = 0;
    }

    /** Show every record, where it lies in the chunk. */
    void read(final Visitor visitor) throws IOException
    {
        for (position = 0; position < channel.size();)
        {
            chunk.clear();
            while (chunk.hasRemaining())
            {
                position += channel.read(chunk, position);
            }
            int at = 0;
            while (at + Integer.BYTES <= chunk.capacity() && buffer.getInt(at) != 0)
            {
                visitor.onRecord(at + Integer.BYTES, buffer.getInt(at));
                at = BitUtil.align(at + Integer.BYTES + buffer.getInt(at), Integer.BYTES);
            }
        }
    }

    /** Takes one record. */
    interface Visitor
    {
        void onRecord(int offset, int length);
    }
}
