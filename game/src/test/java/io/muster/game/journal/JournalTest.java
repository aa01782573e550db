package io.muster.game.journal;

import io.muster.codecs.NodeKind;
import io.muster.codecs.SeatReason;
import io.muster.node.capture.Capture;
import io.muster.node.capture.CaptureReader;
import io.muster.node.capture.CaptureSettings;
import io.muster.node.capture.CaptureWriter;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalTest
{
    @TempDir
    private Path dir;

    /** A tick and all that is said in it; what comes between ticks has a time of its own. */
    @Test
    void shouldGiveWhatHappensInOneGoOneTime()
    {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[8]);
        final JournalPlace place = new JournalPlace(7, "arena", 2);
        final CaptureSettings settings = new CaptureSettings(
            Settings.of(null, Map.of("capture.dir", dir.toString(), "capture.diskMin", "0")));
        final Capture capture = Capture.of(settings, new Counters());
        final CaptureWriter writer = new CaptureWriter(
            capture, settings, NodeKind.GAME, 1, System::currentTimeMillis, System.err);
        final Journal journal = new Journal(capture.ring(), 1);

        journal.joined(place, 0, "Ada");
        journal.tick(place, 1);
        journal.input(place, 0, payload, 0, 8);
        journal.ticked(place);
        journal.said(place, 0, payload, 0, 8);
        journal.tick(place, 2);
        journal.ticked(place);
        journal.left(place, 0, SeatReason.LEFT);
        writer.doWork();
        writer.onClose();

        final List<Long> times = timesNs();
        assertEquals(6, times.size());
        assertEquals(times.get(1), times.get(2));
        assertEquals(times.get(1), times.get(3));
        for (final int first : new int[]{0, 3, 4})
        {
            assertTrue(times.get(first) < times.get(first + 1), () -> first + " of " + times);
        }
    }

    private List<Long> timesNs()
    {
        final List<Long> times = new ArrayList<>();
        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            while (reader.next())
            {
                times.add(reader.captured().timeNs());
            }
        }
        return times;
    }
}
