package io.muster.master.engine;

import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot in a file, kept for ever: each record after its length. There is one for each version of the schema, all
 * of the same scene.
 */
final class KeptSnapshot
{
    private static final Path FOLDER = Path.of("src/test/resources/snapshots");

    private KeptSnapshot()
    {
    }

    /** Where the snapshot of a version is. */
    static Path fileOf(final int version)
    {
        return FOLDER.resolve("version-" + version + ".snapshot");
    }

    /** Two session nodes, a game node; a user that plays, one that waits, one that left its seat, one refused. */
    static TestLog scene()
    {
        final TestLog log = new TestLog();
        final TestNode session = TestNode.session(log, 1).up();
        final TestNode game = TestNode.game(log, 2, 3, "chess2", "arena").up();
        session.send((it) -> it.enter(11, 901, "ann").enter(12, 902, "bob"));
        session.send((it) -> it.enter(13, 903, "cid").enter(14, 904, "dan"));
        session.send((it) -> it.create(1, 1, "arena", 0).create(2, 1, "chess2", 0).create(4, 1, "go", 0));
        game.send((it) -> it.started(1).accepted(1, 1));
        session.send((it) -> it.join(3, 1, 1));
        game.send((it) -> it.accepted(1, 3).released(1, 3));
        session.send((it) -> it.detach(4, 14));
        return log;
    }

    /** Keep the scene as the present version writes it. To be run once, when the schema's version has risen. */
    public static void main(final String[] args) throws IOException
    {
        final Path file = fileOf(MessageHeaderDecoder.SCHEMA_VERSION);
        if (Files.exists(file))
        {
            throw new IllegalStateException(file + " is kept already, and must stay as it is");
        }
        Files.write(file, bytesOf(TestLog.snapshotOf(scene().engine())));
    }

    private static byte[] bytesOf(final List<DirectBuffer> records)
    {
        final int bytes = records.stream().mapToInt((record) -> Integer.BYTES + record.capacity()).sum();
        final ByteBuffer file = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        records.forEach((record) ->
        {
            file.putInt(record.capacity());
            record.getBytes(0, file, record.capacity());
        });
        return file.array();
    }

    /** The records of a version's snapshot. */
    static List<DirectBuffer> read(final int version)
    {
        try
        {
            final ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(fileOf(version))).order(ByteOrder.LITTLE_ENDIAN);
            final List<DirectBuffer> records = new ArrayList<>();
            while (file.hasRemaining())
            {
                final byte[] record = new byte[file.getInt()];
                file.get(record);
                records.add(new UnsafeBuffer(record));
            }
            return records;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
