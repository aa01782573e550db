package io.muster.node.capture;

import io.muster.codecs.NodeKind;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that are altered, cut off, gone, mixed up, or still being written. */
class CaptureReaderTest extends CaptureFixture
{
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

    private static void flip(final Path file, final int place, final byte[] bytes) throws IOException
    {
        final byte[] altered = bytes.clone();
        altered[place % altered.length] ^= 0x10;
        Files.write(file, altered);
    }
}
