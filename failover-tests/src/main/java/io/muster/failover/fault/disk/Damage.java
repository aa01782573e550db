package io.muster.failover.fault.disk;

import io.muster.failover.fault.VoidException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A byte of a file that is flipped, or a file that loses its second half; told so that it can be done again. */
final class Damage
{
    private static final int TRIES = 10_000;
    private static final int BITS = 8;

    private final Random random;

    Damage(final long seed)
    {
        random = new Random(seed);
    }

    /** The largest file below a folder whose path ends so, or null: of segments, what holds the most. */
    static Path largest(final Path folder, final String end)
    {
        try (Stream<Path> files = Files.walk(folder))
        {
            final List<Path> found = files.filter((file) -> file.toString().endsWith(end)).toList();
            return found.stream().max(Comparator.comparingLong(Damage::written)).orElse(null);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Of the recording that was begun last: the engine's part of the newest snapshot, once there is one. Or null. */
    static Path lastRecording(final Path folder)
    {
        try (Stream<Path> files = Files.walk(folder))
        {
            return files.filter((file) -> file.toString().endsWith(".rec"))
                .max(Comparator.comparingLong(Damage::recordingId)).orElse(null);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Segments are called after it: {@code 7-0.rec}. */
    private static long recordingId(final Path segment)
    {
        final String name = segment.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    /** Up to where something was written: files are made as long as they may become. */
    static long written(final Path path)
    {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r"))
        {
            long end = file.length();
            final byte[] block = new byte[4_096];
            while (end > 0)
            {
                final int length = (int)Math.min(block.length, end);
                file.seek(end - length);
                file.readFully(block, 0, length);
                for (int i = length - 1; i >= 0; i--)
                {
                    if (block[i] != 0)
                    {
                        return end - length + i + 1;
                    }
                }
                end -= length;
            }
            return 0;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Flip one bit of a byte that is not 0, so that it is one that means something. */
    String flip(final Path path)
    {
        final long written = written(path);
        VoidException.unless(written > 0, path.getFileName() + " is empty");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
        {
            for (int i = 0; i < TRIES; i++)
            {
                final long at = (long)(random.nextDouble() * written);
                file.seek(at);
                final int was = file.read();
                if (was != 0)
                {
                    final int is = was ^ 1 << random.nextInt(BITS);
                    file.seek(at);
                    file.write(is);
                    return String.format("byte %,d of %s is %02x instead of %02x", at, path.getFileName(), is, was);
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        throw new VoidException("no byte of " + path.getFileName() + " says anything");
    }

    /** Cut off the second half of what was written. */
    String truncate(final Path path)
    {
        final long written = written(path);
        VoidException.unless(written > 1, path.getFileName() + " is empty");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
        {
            file.setLength(written / 2);
            return String.format("%s ends after %,d of %,d bytes", path.getFileName(), written / 2, written);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
