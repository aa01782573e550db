package io.muster.replay.log;

import io.aeron.archive.checksum.Checksums;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.replay.ReplayTools;
import io.muster.replay.bench.MadeLog;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that are gone, cut off, altered or of a later build: a code, a place, and what is whole before that. */
class DamagedLogTest
{
    /** More than fit into two files. */
    private static final long COMMANDS = 2_100_000;
    private static final int FRAME_HEADER_BYTES = 32;
    private static final int SESSION_HEADER_BYTES = 32;

    @TempDir
    private static Path made;

    @TempDir
    private Path dir;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    static void make()
    {
        MadeLog.make(made, COMMANDS);
    }

    @BeforeEach
    void copy() throws IOException
    {
        try (Stream<Path> files = Files.walk(made))
        {
            for (final Path file : files.filter((it) -> !it.equals(made)).toList())
            {
                Files.copy(file, dir.resolve(made.relativize(file).toString()));
            }
        }
        assertTrue(files().size() >= 3, files()::toString);
    }

    private List<Path> files() throws IOException
    {
        try (Stream<Path> files = Files.list(dir.resolve("archive")))
        {
            return files.filter((it) -> it.toString().endsWith(".rec"))
                .sorted((one, other) -> Long.compare(base(one), base(other))).toList();
        }
    }

    private static long base(final Path file)
    {
        return Long.parseLong(file.getFileName().toString().replaceAll("^\\d+-|\\.rec$", ""));
    }

    private int run(final String... arguments)
    {
        out = new StringWriter();
        err = new StringWriter();
        return ReplayTools.run(new PrintWriter(out), new PrintWriter(err, true), arguments);
    }

    private void expect(final String code, final String words, final String... arguments)
    {
        assertEquals(3, run(arguments), () -> out.toString() + err);
        assertTrue(err.toString().contains("muster: " + code) && err.toString().contains(words), err::toString);
    }

    @Test
    void shouldNameTheFileThatIsGone() throws IOException
    {
        final Path gone = files().get(1);
        Files.delete(gone);

        expect("M0232", gone + " is gone", "log", "stat", dir.toString());
        // Behind the last message there may be a padding.
        expect("M0232", "whole up to position " + base(gone) / 1_000, "log", "stat", dir.toString(), "--salvage");
        assertTrue(out.toString().contains("JoinInstance"), out::toString);
        expect("M0232", "is gone", "replay", dir.toString(), "--command", "where");
        assertEquals(0, run("replay", dir.toString(), "--to", "8000000", "--command", "where"), err::toString);
        assertEquals(0, run("replay", dir.toString(), "--salvage", "--command", "where"), err::toString);
        assertTrue(out.toString().contains("the log ends here: "), out::toString);
    }

    /** As an archive purges, but without the snapshot that makes up for it. */
    @Test
    void shouldRefuseToReplayWhatHasNoBeginning() throws IOException
    {
        final long begin = base(files().get(1));
        MadeLog.purge(dir, begin);

        expect("M0234", "the log begins at " + begin, "replay", dir.toString(), "--command", "where");
        assertEquals(0, run("log", "stat", dir.toString()), err::toString);
        assertTrue(out.toString().contains(String.format("positions %,d to", begin)), out::toString);
        expect("M0233", "from " + begin, "log", "dump", dir.toString(), "--from", "0");
    }

    @Test
    void shouldSayWhereAFileIsCutOff() throws IOException
    {
        final Path last = files().get(2);
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), 5_000));

        expect("M0232", last + " ends too early", "log", "stat", dir.toString());
    }

    @Test
    void shouldSayWhereAByteIsAnother() throws IOException
    {
        final byte[] bytes = Files.readAllBytes(files().get(1));
        bytes[9_000_000] ^= 16;
        Files.write(files().get(1), bytes);

        expect("M0232", "at position " + (base(files().get(1)) + 9_000_000) / 1_000_000, "log", "stat", dir.toString());
    }

    /** What this build would make of a later build's message is not what that build did. */
    @Test
    void shouldRefuseToReplayWhatALaterBuildWrote() throws IOException
    {
        final long position = makeLater(files().get(1), 50);

        expect("M0238", "schema version " + (MessageHeaderDecoder.SCHEMA_VERSION + 1),
            "replay", dir.toString(), "--command", "where");
        assertEquals(0, run("replay", dir.toString(), "--to", Long.toString(position), "--command", "where"));
        assertEquals(0, run("log", "stat", dir.toString()), err::toString);
    }

    /** @return the position before the batch that is of a later version now, after so many frames of a file. */
    private static long makeLater(final Path file, final int frames) throws IOException
    {
        final ByteBuffer bytes = BufferUtil.allocateDirectAligned((int)Files.size(file), FRAME_HEADER_BYTES);
        bytes.put(Files.readAllBytes(file)).flip();
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        int offset = 0;
        for (int i = 0; i < frames || buffer.getInt(offset) < 200; i++)
        {
            offset += BitUtil.align(buffer.getInt(offset), FRAME_HEADER_BYTES);
        }
        final int version = offset + FRAME_HEADER_BYTES + SESSION_HEADER_BYTES +
            MessageHeaderDecoder.versionEncodingOffset();
        buffer.putShort(version, (short)(MessageHeaderDecoder.SCHEMA_VERSION + 1));
        final int length = BitUtil.align(buffer.getInt(offset), FRAME_HEADER_BYTES);
        buffer.putInt(offset + 12, Checksums.crc32c().compute(
            buffer.addressOffset(), offset + FRAME_HEADER_BYTES, length - FRAME_HEADER_BYTES));
        final byte[] changed = new byte[buffer.capacity()];
        buffer.getBytes(0, changed);
        Files.write(file, changed);
        return base(file) + offset;
    }
}
