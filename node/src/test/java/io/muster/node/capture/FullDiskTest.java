package io.muster.node.capture;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.NodeKind;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A disk of 12 MiB, which takes the superuser to make. Chronicle maps files, and a mapped page needs a block. */
class FullDiskTest
{
    private static final int MESSAGE_BYTES = 1_000;

    @TempDir
    private Path dir;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_BYTES]);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Counters counters = new Counters();
    private Path disk;
    private CaptureSettings settings;
    private CaptureRing ring;
    private CaptureWriter writer;

    @BeforeEach
    void mount() throws IOException, InterruptedException
    {
        disk = Files.createDirectory(dir.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()) == 0,
            "needs the superuser, to make a small disk");
        settings = new CaptureSettings(Settings.of(
            null, Map.of("capture.dir", disk.resolve("c").toString(), "capture.diskMin", "1m")));
        final Capture capture = Capture.of(settings, counters);
        ring = capture.ring();
        writer = new CaptureWriter(
            capture, settings, NodeKind.GAME, 1, System::currentTimeMillis, new PrintStream(err, true));
        writer.onStart();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException
    {
        if (writer != null)
        {
            writer.onClose();
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void shouldStopBeforeTheDiskIsFull() throws IOException
    {
        say(20_000);

        assertEquals(1, counters.value("capture_suspended"));
        assertEquals(0, counters.value("capture_failures_total"));
        assertTrue(Files.getFileStore(disk).getUsableSpace() >= 1 << 20);
        assertTrue(err.toString().contains("M0111 nothing is captured"), err::toString);
        assertEquals(20_000, readable() + counters.value("capture_dropped_total"));
    }

    /** Faster than the writer looks; Java gets a fault where it writes to a page. */
    @Test
    void shouldOutliveADiskThatSomebodyElseFills()
    {
        say(3_000);
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler")))
        {
            final byte[] block = new byte[4096];
            while (true)
            {
                filler.write(block);
            }
        }
        catch (final IOException full)
        {
            say(3_000);
        }

        assertTrue(counters.value("capture_dropped_total") >= 2_000, "dropped");
        assertTrue(err.toString().contains("nothing is captured"), err::toString);
        assertEquals(6_000, readable() + counters.value("capture_dropped_total"));
        assertTrue(readable() > 2_500, "what was captured before");
    }

    private void say(final int messages)
    {
        for (int i = 1; i <= messages; i++)
        {
            ring.message(CaptureWay.JOURNAL, message, 0, MESSAGE_BYTES);
            if (i % 50 == 0)
            {
                writer.doWork();
            }
        }
    }

    private long readable()
    {
        try (CaptureReader reader = new CaptureReader(settings.dir, true))
        {
            long count = 0;
            while (reader.next())
            {
                count++;
            }
            return count;
        }
    }

    private static int run(final String... command) throws IOException, InterruptedException
    {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
