package io.muster.node.capture;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.NodeKind;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertNull;

/** A capture whose writer and clock a test moves by hand. */
abstract class CaptureFixture
{
    static final int MESSAGE_BYTES = 1000;

    @TempDir
    Path dir;

    final Map<String, String> set = new HashMap<>();
    final Counters counters = new Counters();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_BYTES]);
    long nowMs = 1_700_000_000_000L;
    /** Run whenever the writer looks at its clock. */
    Runnable whenAsked = () -> {};
    Capture capture;
    CaptureRing ring;
    CaptureWriter writer;

    @AfterEach
    void close()
    {
        if (writer != null)
        {
            writer.onClose();
        }
    }

    void open()
    {
        open(Capture.of(settings(), counters()));
    }

    void open(final Capture opened)
    {
        capture = opened;
        ring = capture.ring();
        writer = new CaptureWriter(capture, settings(), NodeKind.GAME, 9, this::time, new PrintStream(err, true));
        writer.onStart();
    }

    private long time()
    {
        whenAsked.run();
        return nowMs;
    }

    Counters counters()
    {
        return capture == null ? counters : new Counters();
    }

    CaptureSettings settings()
    {
        set.putIfAbsent("capture.dir", dir.toString());
        set.putIfAbsent("capture.diskMin", "0");
        return new CaptureSettings(Settings.of(null, set));
    }

    void say(final long peer, final int length)
    {
        message.putInt(0, (int)peer);
        ring.begin();
        final int index = ring.claim(CaptureWay.FROM_PLAYER, peer, 0, length);
        if (index > 0)
        {
            ring.buffer().putBytes(index, message, 0, length);
            ring.commit();
        }
    }

    void fill(final int messages)
    {
        for (int i = 0; i < messages; i++)
        {
            say(counters.value("capture_messages_total"), MESSAGE_BYTES);
            writer.doWork();
        }
    }

    void finish()
    {
        writer.onClose();
        writer = null;
    }

    List<Integer> readAll()
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

    static int count(final CaptureReader reader)
    {
        int count = 0;
        while (reader.next())
        {
            count++;
        }
        return count;
    }
}
