package io.muster.master.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a replica whose results two others contradicted leaves for its next process: up to where another one had the
 * same. Snapshots of later may be wrong. Without this note a replica that wrote one while it was wrong would restore
 * it, and be contradicted again, for ever.
 */
public final class Distrust
{
    private static final String FILE = "distrust";

    private final Path file;

    /** @param dir the replica's own directory. */
    public Distrust(final Path dir)
    {
        file = dir.resolve(FILE);
    }

    /** Leave the note, synced. @throws UncheckedIOException when that can't be. */
    public void note(final long agreedPosition)
    {
        final ByteBuffer text = StandardCharsets.US_ASCII.encode(Long.toString(agreedPosition));
        try (FileChannel channel = FileChannel.open(file,
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))
        {
            channel.write(text);
            channel.force(true);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The highest position whose snapshot can be trusted.
     *
     * @return {@link Long#MAX_VALUE} without a note; 0 when there is one that cannot be read.
     */
    public long trustedPosition()
    {
        try
        {
            return Files.exists(file) ? Long.parseLong(Files.readString(file, StandardCharsets.US_ASCII)) :
                Long.MAX_VALUE;
        }
        catch (final IOException | NumberFormatException unreadable)
        {
            return 0;
        }
    }

    /** The state is right again. @throws UncheckedIOException when the note can't be deleted. */
    public void forget()
    {
        try
        {
            Files.deleteIfExists(file);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
