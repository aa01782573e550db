package io.muster.node.capture;

import com.sun.management.ThreadMXBean;
import io.muster.codecs.CaptureWay;
import io.muster.codecs.NodeKind;
import io.muster.node.StartupException;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CaptureTest extends CaptureFixture
{
    @Test
    void shouldCaptureNothingUnlessTold()
    {
        set.put("capture.dir", "");
        final Capture off = Capture.of(settings(), counters);

        final CaptureRing nothing = off.ring();
        assertFalse(nothing.isOn());
        nothing.message(CaptureWay.TO_MASTER, message, 0, 10);
        off.turn(true);
        assertFalse(nothing.isOn());
    }

    @Test
    void shouldReadWhatWasWritten()
    {
        open();
        ring.position(77);
        say(1, 10);
        say(2, 0);
        ring.moment(CaptureWay.PLAYER_WENT, 5, 6);
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

        assertTrue(batchesOfBothReaders() > 400);
    }

    /** Large batches and small ones share pages; so do the indexes that Chronicle puts between them. */
    @Test
    void shouldWriteBatchesOfAllSizesIntoOneFile() throws IOException
    {
        open();
        int messages = 0;
        for (int i = 0; i < 70_000; i++)
        {
            for (int k = i % 5_000 == 77 ? 1_500 : 1; k > 0; k--)
            {
                say(++messages, 1 + messages % MESSAGE_BYTES);
            }
            writer.doWork();
        }
        finish();

        assertEquals(1, CaptureFile.in(dir).size());
        assertTrue(batchesOfBothReaders() > 69_000);
        assertEquals(messages, readAll().size());
    }

    private int batchesOfBothReaders() throws IOException
    {
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
        return ours.size();
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
        ring.message(CaptureWay.JOURNAL, new UnsafeBuffer(new byte[20_000]), 0, 20_000);
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
        assertEquals(2, err.toString().lines().count(), err::toString);
        try (CaptureReader reader = new CaptureReader(inner, false))
        {
            assertTrue(reader.next());
            assertEquals(2, reader.dropped());
            assertFalse(reader.next());
            assertNull(reader.damage(), "what was not captured is counted, and no damage");
        }
    }

    /** A disk may hold the writer up; what came meanwhile would fill the ring during a pause. */
    @Test
    void shouldGoOnWithoutAPauseWhereMuchHasComeMeanwhile()
    {
        set.put("capture.ring", "64k");
        open();
        say(0, MESSAGE_BYTES);
        assertEquals(0, writer.doWork());

        say(1, MESSAGE_BYTES);
        whenAsked = () ->
        {
            for (int i = 0; i < 10; i++)
            {
                say(2, MESSAGE_BYTES);
            }
        };
        assertEquals(1, writer.doWork());
        whenAsked = () -> {};
        assertEquals(0, writer.doWork());
        assertEquals(0, counters.value("capture_dropped_total"));
    }

    /** Whoever speaks allocates nothing, and so does the writer but for a few bytes a batch of Chronicle's own. */
    @Test
    void shouldAllocateNothingPerMessage()
    {
        open();
        fill(20_000);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 2_000; i++)
        {
            for (int k = 0; k < 50; k++)
            {
                say(k, 100);
            }
            ring.moment(CaptureWay.PLAYER_CAME, 1, 2);
            ring.message(CaptureWay.TO_MASTER, message, 0, 100);
            writer.doWork();
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(0, counters.value("capture_dropped_total"));
        assertTrue(bytes < 104_000, bytes + " bytes for 104,000 messages");
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
}
