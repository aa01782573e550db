package io.muster.game.worker;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.NodeKind;
import io.muster.game.GameType;
import io.muster.game.journal.Journal;
import io.muster.game.journal.Rerun;
import io.muster.node.capture.Capture;
import io.muster.node.capture.CaptureReader;
import io.muster.node.capture.CaptureSettings;
import io.muster.node.capture.CaptureWriter;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real capture on disk for a test's worker, and its instances run again from it. */
final class Recorder
{
    private final CaptureSettings settings;
    private final Capture capture;
    private final CaptureWriter writer;

    Recorder(final Path dir)
    {
        settings = new CaptureSettings(Settings.of(
            null, Map.of("capture.dir", dir.toString(), "capture.diskMin", "0", "capture.ring", "64m")));
        capture = Capture.of(settings, new Counters());
        writer = new CaptureWriter(capture, settings, NodeKind.GAME, 1, System::currentTimeMillis, System.err);
        writer.onStart();
    }

    Journal journal()
    {
        return new Journal(capture.ring(), TimeUnit.MILLISECONDS.toNanos(500));
    }

    void turn(final boolean on)
    {
        capture.turn(on);
    }

    /** Write what is in the ring. */
    void flush()
    {
        writer.doWork();
    }

    void close()
    {
        writer.onClose();
    }

    /** All of an instance's journal from some step on. */
    Rerun rerun(final long instanceId, final List<GameType> types, final long fromStep)
    {
        final Rerun rerun = new Rerun(types);
        try (CaptureReader reader = new CaptureReader(settings.dir, false))
        {
            long step = 0;
            while (rerun.difference() == null && reader.next())
            {
                if (reader.way() == CaptureWay.JOURNAL && reader.captured().peer() == instanceId && ++step >= fromStep)
                {
                    rerun.take(reader.buffer(), reader.offset());
                }
            }
        }
        return rerun;
    }
}
