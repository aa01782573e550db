package io.muster.replay.state;

import io.muster.master.engine.Engine;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Engines that were passed by, kept in temporary files, so that no place of a long log is far from one: about
 * {@value #COUNT} of them, evenly spread over the positions gone through.
 */
final class Checkpoints implements AutoCloseable
{
    private static final int COUNT = 16;
    private static final int STREAM_BYTES = 1 << 16;

    private final TreeMap<Long, Path> files = new TreeMap<>();
    private Path folder;
    private boolean isGivenUp;

    /** Keep this one, if there is none near before it. @param span of all positions. */
    void consider(final Engine engine, final long position, final long span)
    {
        final Long before = files.floorKey(position);
        if (isGivenUp || position - (before == null ? 0 : before) < Math.max(1, span / COUNT))
        {
            return;
        }
        try
        {
            files.put(position, write(engine, position));
        }
        catch (final IOException | UncheckedIOException full)
        {
            // It is slower without them, and that is all.
            isGivenUp = true;
        }
    }

    private Path write(final Engine engine, final long position) throws IOException
    {
        if (folder == null)
        {
            folder = Files.createTempDirectory("muster-replay");
            final File made = folder.toFile();
            Runtime.getRuntime().addShutdownHook(
                new Thread(() -> IoUtil.delete(made, true), "remove-checkpoints"));
        }
        final Path file = folder.resolve(Long.toString(position));
        try (DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), STREAM_BYTES)))
        {
            final byte[] record = new byte[STREAM_BYTES];
            engine.snapshotTo((buffer, offset, length) ->
            {
                buffer.getBytes(offset, record, 0, length);
                write(out, record, length);
            });
        }
        return file;
    }

    private static void write(final DataOutputStream out, final byte[] record, final int length)
    {
        try
        {
            out.writeInt(length);
            out.write(record, 0, length);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Of the last one that is not after a position; 0 when there is none. */
    long nearest(final long position)
    {
        final Long nearest = files.floorKey(position);
        return nearest == null ? 0 : nearest;
    }

    /** Put one into an engine that has nothing yet. */
    void restore(final long position, final Engine engine)
    {
        try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(files.get(position)), STREAM_BYTES)))
        {
            final byte[] record = new byte[STREAM_BYTES];
            final UnsafeBuffer buffer = new UnsafeBuffer(record);
            while (true)
            {
                final int length = in.readInt();
                in.readFully(record, 0, length);
                engine.restore(buffer, 0, length);
            }
        }
        catch (final EOFException end)
        {
            engine.restored();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close()
    {
        if (folder != null)
        {
            IoUtil.delete(folder.toFile(), true);
        }
    }
}
