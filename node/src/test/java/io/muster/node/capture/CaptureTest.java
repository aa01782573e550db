package io.muster.node.capture;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.NodeKind;
import io.muster.node.StartupException;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CaptureTest
{
    private static final int MESSAGE_BYTES = 1000;

    @TempDir
    private Path dir;

    private final Map<String, String> set = new HashMap<>();
    private final Counters counters = new Counters();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_BYTES]);
    private long nowMs = 1_700_000_000_000L;
    private Capture capture;
    private CaptureWriter writer;

    @AfterEach
    void close()
    {
        if (writer != null)
        {
            writer.onClose();
        }
    }

    @Test
    void shouldCaptureNothingUnlessTold()
    {
        set.put("capture.dir", "");
        final Capture off = Capture.of(settings(), counters);

        assertFalse(off.isOn());
        off.message(CaptureWay.TO_MASTER, 0, 0, message, 0, 10);
        off.turn(true);
        assertFalse(off.isOn());
    }

    @Test
    void shouldReadWhatWasWritten()
    {
        open();
        capture.position(77);
        say(1, 10);
        say(2, 0);
        capture.moment(CaptureWay.PLAYER_WENT, 5, 6);
        writer.doWork();
        say(3, MESSAGE_BYTES);
        finish();

        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            assertTrue(reader.next());
            assertEquals(CaptureWay.FROM_PLAYER, reader.way());
            assertEquals(77, reader.captured().position());
            assertEquals(1, reader.captured().peer());
            assertEquals(10, reader.length());
            assertEquals(1, reader.buffer().getInt(reader.offset()));
            assertEquals(NodeKind.GAME, reader.kind());
            assertEquals(9, reader.nodeId());
            assertTrue(Math.abs(reader.captured().timeNs() / 1_000_000 - System.currentTimeMillis()) < 60_000);
            assertTrue(reader.next() && reader.length() == 0);
            assertTrue(reader.next() && reader.way() == CaptureWay.PLAYER_WENT);
            assertEquals(6, reader.captured().userId());
            assertTrue(reader.next() && reader.length() == MESSAGE_BYTES);
            assertFalse(reader.next());
            assertNull(reader.damage());
        }
    }

    /** Theirs maps files and trusts them; on files that are whole both must find the same. */
    @Test
    void shouldReadTheSameBatchesAsChroniclesOwnReader() throws IOException
    {
        open();
        for (int i = 0; i < 3_000; i++)
        {
            say(i, 1 + i % MESSAGE_BYTES);
            if (i % 7 == 0)
            {
                writer.doWork();
                nowMs += 300;
            }
        }
        finish();

        final List<Integer> theirs = new ArrayList<>();
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(dir)
            .rollCycle(LegacyRollCycles.MINUTELY).readOnly(true).build();
            ExcerptTailer tailer = queue.createTailer())
        {
            for (boolean isOn = true; isOn;)
            {
                try (DocumentContext document = tailer.readingDocument())
                {
                    isOn = document.isPresent();
                    if (isOn)
                    {
                        theirs.add((int)document.wire().bytes().readRemaining());
                    }
                }
            }
        }
        final List<Integer> ours = new ArrayList<>();
        for (final Path file : CaptureFile.in(dir))
        {
            try (CaptureFile read = new CaptureFile(file))
            {
                while (read.next())
                {
                    ours.add(read.batchEnd() - read.messagesOffset() + 8 + read.batch().sbeBlockLength());
                }
            }
        }
        assertEquals(theirs, ours);
        assertTrue(ours.size() > 400);
    }

    @Test
    void shouldRollBySizeAndByAgeAndKeepToItsRoom()
    {
        set.put("capture.roll", "1m");
        set.put("capture.max", "16m");
        open();
        fill(2_500);
        assertEquals(3, CaptureFile.in(dir).size());
        nowMs += 600_000;
        fill(1);
        assertEquals(4, CaptureFile.in(dir).size());
        fill(30_000);
        finish();

        final long bytes = CaptureFile.in(dir).stream().mapToLong((file) -> file.toFile().length()).sum();
        assertTrue(bytes <= 16 << 20, bytes + " bytes");
        assertTrue(counters.value("capture_files_dropped_total") > 15);
        assertEquals(0, counters.value("capture_dropped_total"));
        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            assertTrue(reader.next() && reader.captured().peer() > 10_000, "the oldest are gone");
            int count = 1;
            while (reader.next())
            {
                count++;
            }
            assertNull(reader.damage());
            assertTrue(count > 3_000, count + " are left");
        }
    }

    @Test
    void shouldDropAndCountWhatItCannotKeepUpWith()
    {
        set.put("capture.ring", "64k");
        open();
        for (int i = 0; i < 100; i++)
        {
            say(i, MESSAGE_BYTES);
        }
        final long dropped = counters.value("capture_dropped_total");
        assertTrue(dropped > 30 && dropped < 60, dropped + " dropped");
        writer.doWork();
        say(100, 10);
        message.setMemory(0, 10, (byte)0);
        capture.message(CaptureWay.JOURNAL, 1, 0, new UnsafeBuffer(new byte[20_000]), 0, 20_000);
        finish();

        assertEquals(dropped + 1, counters.value("capture_dropped_total"), "one was longer than the ring takes");
        assertEquals(100 - dropped + 1, readAll().size());
    }

    @Test
    void shouldSaySoAndGoOnWhereThereIsNoDisk()
    {
        set.put("capture.diskMin", "1000g");
        open();
        say(1, 10);
        writer.doWork();
        say(2, 10);
        writer.doWork();

        assertEquals(1, counters.value("capture_suspended"));
        assertEquals(2, counters.value("capture_dropped_total"));
        assertTrue(err.toString().contains("M0111 nothing is captured: less than capture.diskMin"), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    /** Somebody deletes the directory under a running process; once it can be made again, all goes on. */
    @Test
    void shouldBeginAnewAfterItsFilesAreGone() throws IOException
    {
        final Path inner = dir.resolve("inner");
        set.put("capture.dir", inner.toString());
        open();
        fill(1);
        org.agrona.IoUtil.delete(inner.toFile(), false);
        Files.writeString(inner, "a file where the directory was");
        nowMs += 600_000;
        fill(1);
        fill(1);
        assertTrue(counters.value("capture_failures_total") > 0);
        assertTrue(err.toString().contains("M0114 nothing is captured, cannot write in " + inner), err::toString);

        Files.delete(inner);
        nowMs += 10_000;
        fill(1);
        assertTrue(err.toString().contains("capturing again"), err::toString);
        finish();
        try (CaptureReader reader = new CaptureReader(inner, true))
        {
            assertTrue(reader.next());
            assertEquals(2, reader.dropped());
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherProcessHas()
    {
        open();
        final StartupException refusal = assertThrows(StartupException.class,
            () -> new CaptureWriter(capture, settings(), NodeKind.GAME, 2, () -> nowMs, System.err));
        assertTrue(refusal.getMessage().startsWith("M0112 another process captures in " + dir), refusal::getMessage);
    }

    @Test
    void shouldGoOnInAnotherFileAfterAKill() throws IOException
    {
        open();
        fill(3);
        writer.onClose();
        nowMs += 1_000;
        open();
        fill(3);
        finish();

        assertEquals(2, CaptureFile.in(dir).size());
        assertEquals(6, readAll().size());
    }

    @Test
    void shouldSayWhereItIsAlteredAndSalvageTheRest() throws IOException
    {
        open();
        for (int i = 0; i < 50; i++)
        {
            say(i, 100);
            writer.doWork();
        }
        finish();
        final Path file = CaptureFile.in(dir).get(0);
        final byte[] bytes = Files.readAllBytes(file);

        int named = 0;
        for (int flip = 0; flip < 60; flip++)
        {
            final int place = 70_000 + flip * 131;
            flip(file, place, bytes);
            try (CaptureReader reader = new CaptureReader(dir, false);
                CaptureReader salvaged = new CaptureReader(dir, true))
            {
                final int good = count(reader);
                final int regained = count(salvaged);
                if (reader.damage() != null)
                {
                    named++;
                    assertTrue(reader.damage().startsWith(file + ": "), reader.damage());
                    assertTrue(regained >= good && regained >= 48, good + " and " + regained);
                }
                else
                {
                    assertEquals(50, good, "a flip at " + place + " went unseen");
                }
            }
            Files.write(file, bytes);
        }
        assertTrue(named > 20, named + " flips hit something");
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException
    {
        set.put("capture.roll", "1m");
        set.put("capture.max", "64m");
        open();
        fill(5_000);
        finish();
        final List<Path> files = CaptureFile.in(dir);
        Files.delete(files.get(2));

        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            count(reader);
            assertTrue(reader.damage().contains("that are gone, with a file perhaps"), reader.damage());
        }
        try (RandomAccessFile file = new RandomAccessFile(files.get(1).toFile(), "rw"))
        {
            file.setLength(500_000);
        }
        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            count(reader);
            assertTrue(reader.damage().contains(files.get(1) + ": at byte "), reader.damage());
            assertTrue(reader.damage().contains("and then ends"), reader.damage());
        }
    }

    @Test
    void shouldNotMixNodes() throws IOException
    {
        open();
        fill(1);
        finish();
        nowMs += 60_000;
        writer = new CaptureWriter(capture, settings(), NodeKind.SESSION, 4, () -> nowMs, System.err);
        writer.onStart();
        fill(1);
        finish();

        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            assertEquals(1, count(reader));
            assertTrue(reader.damage().endsWith("is of session node 4, and those before it are of game node 9"),
                reader.damage());
        }
    }

    @Test
    void shouldReadWhatIsStillBeingWritten()
    {
        open();
        fill(10);
        assertEquals(10, readAll().size());
        fill(10);
        assertEquals(20, readAll().size());
    }

    private void open()
    {
        capture = Capture.of(settings(), counters());
        writer = new CaptureWriter(capture, settings(), NodeKind.GAME, 9, () -> nowMs, new PrintStream(err, true));
        writer.onStart();
    }

    private Counters counters()
    {
        return capture == null ? counters : new Counters();
    }

    private CaptureSettings settings()
    {
        set.putIfAbsent("capture.dir", dir.toString());
        set.putIfAbsent("capture.diskMin", "0");
        return new CaptureSettings(Settings.of(null, set));
    }

    private void say(final long peer, final int length)
    {
        message.putInt(0, (int)peer);
        capture.message(CaptureWay.FROM_PLAYER, peer, 0, message, 0, length);
    }

    private void fill(final int messages)
    {
        for (int i = 0; i < messages; i++)
        {
            say(counters.value("capture_messages_total"), MESSAGE_BYTES);
            writer.doWork();
        }
    }

    private void finish()
    {
        writer.onClose();
        writer = null;
    }

    private List<Integer> readAll()
    {
        final List<Integer> lengths = new ArrayList<>();
        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            while (reader.next())
            {
                lengths.add(reader.length());
            }
            assertNull(reader.damage());
        }
        return lengths;
    }

    private static int count(final CaptureReader reader)
    {
        int count = 0;
        while (reader.next())
        {
            count++;
        }
        return count;
    }

    private static void flip(final Path file, final int place, final byte[] bytes) throws IOException
    {
        final byte[] altered = bytes.clone();
        altered[place % altered.length] ^= 0x10;
        Files.write(file, altered);
    }
}
