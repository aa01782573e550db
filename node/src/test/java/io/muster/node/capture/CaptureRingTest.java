package io.muster.node.capture;

import io.muster.codecs.CaptureWay;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rings of threads: round and round, full, several at once. */
class CaptureRingTest extends CaptureFixture
{
    private static final int THREADS = 4;
    private static final int OF_EACH = 50_000;

    private long nowNs;

    /** Messages of all lengths meet the ring's end with any room before it, that of less than a block included. */
    @Test
    void shouldGoRoundAndRound()
    {
        set.put("capture.ring", "64k");
        set.put("capture.roll", "1g");
        set.put("capture.max", "4g");
        open();
        final Random random = new Random(7);
        final List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 100_000; i++)
        {
            lengths.add(random.nextInt(i % 3 == 0 ? MESSAGE_BYTES : 40));
            if (random.nextInt(4) == 0)
            {
                ring.claim(CaptureWay.TO_MASTER, 0, 0, random.nextInt(MESSAGE_BYTES)); // And not committed.
            }
            say(i, lengths.get(i));
            if (random.nextInt(30) == 0)
            {
                writer.doWork();
            }
        }
        finish();

        assertEquals(0, counters.value("capture_dropped_total"));
        assertEquals(lengths, readAll());
    }

    /** Of bursts that fill the ring, each makes several batches, the ring's end in any of them. */
    @Test
    void shouldCutBurstsIntoBatches()
    {
        set.put("capture.ring", "8m");
        set.put("capture.roll", "1g");
        set.put("capture.max", "4g");
        open();
        final UnsafeBuffer large = new UnsafeBuffer(new byte[ring.messageBytesMax()]);
        final Random random = new Random(9);
        final List<Integer> lengths = new ArrayList<>();
        for (int burst = 0; burst < 100; burst++)
        {
            int left = random.nextInt(7 << 20);
            while (left > 0)
            {
                lengths.add(Math.min(large.capacity(), random.nextInt(1 << 4 + random.nextInt(17))));
                left -= lengths.get(lengths.size() - 1);
                ring.message(CaptureWay.TO_MASTER, large, 0, lengths.get(lengths.size() - 1));
            }
            writer.doWork();
        }
        finish();

        assertEquals(0, counters.value("capture_dropped_total"));
        assertEquals(lengths.size(), counters.value("capture_messages_total"));
        assertTrue(counters.value("capture_batches_total") > 300);
        assertEquals(lengths, readAll());
    }

    @Test
    void shouldForgetWhatIsNotCommitted()
    {
        open();
        assertTrue(ring.claim(CaptureWay.JOURNAL, 1, 1, 100) > 0);
        assertTrue(ring.claim(CaptureWay.JOURNAL, 1, 1, 50) > 0);
        assertEquals(0, ring.claim(CaptureWay.JOURNAL, 1, 1, 2 << 20));
        assertThrows(IllegalStateException.class, ring::commit);
        writer.doWork();
        say(2, 10);
        finish();

        assertEquals(List.of(10), readAll());
    }

    /** A clock that is set back does not turn a thread's messages around. */
    @Test
    void shouldNotGoBackInTime()
    {
        openWithClock();
        for (final long timeNs : new long[]{50, 70, 60, 80})
        {
            sayAt(timeNs, ring, timeNs, 0);
        }
        finish();

        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            for (final long[] timeAndPeer : new long[][]{{50, 50}, {70, 70}, {70, 60}, {80, 80}})
            {
                assertTrue(reader.next());
                assertEquals(timeAndPeer[0], reader.captured().timeNs());
                assertEquals(timeAndPeer[1], reader.captured().peer());
            }
            assertFalse(reader.next());
        }
    }

    /** Each thread's messages are in its order, and all in the order of their times. */
    @Test
    void shouldBringWhatThreadsSayIntoTheOrderOfTime()
    {
        openWithClock();
        final CaptureRing other = capture.ring();
        for (int i = 0; i < 1_000; i++)
        {
            sayAt(i, i % 3 == 0 ? other : ring, i, 0);
        }
        finish();

        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            for (int i = 0; i < 1_000; i++)
            {
                assertTrue(reader.next());
                assertEquals(i, reader.captured().peer());
            }
            assertFalse(reader.next());
        }
    }

    /** Times may be as odd as a file that somebody made. */
    @Test
    void shouldKnowTheOrderOfTimesThatAreFarApart()
    {
        openWithClock();
        final CaptureRing other = capture.ring();
        for (final long timeNs : new long[]{Long.MIN_VALUE, -1, 5})
        {
            sayAt(timeNs, ring, timeNs, 0);
        }
        for (final long timeNs : new long[]{-7, 4, 6, Long.MAX_VALUE})
        {
            sayAt(timeNs, other, timeNs, 0);
        }
        finish();

        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            for (final long timeNs : new long[]{0, 0, 0, 4, 5, 6, Long.MAX_VALUE})
            {
                assertTrue(reader.next());
                assertEquals(timeNs, reader.captured().timeNs());
            }
        }
    }

    /** More than a batch takes: what came at about one time is in one batch, whoever said it. */
    @Test
    void shouldShareABatchAmongThreads()
    {
        openWithClock();
        final CaptureRing other = capture.ring();
        for (int i = 0; i < 5_000; i++)
        {
            sayAt(i, i % 2 == 0 ? ring : other, i, MESSAGE_BYTES);
        }
        finish();

        assertEquals(5, counters.value("capture_batches_total"));
        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            int farthest = 0;
            for (int i = 0; reader.next(); i++)
            {
                farthest = Math.max(farthest, Math.abs(i - (int)reader.captured().peer()));
            }
            assertNull(reader.damage());
            assertTrue(farthest < 10, farthest + " places from its own");
        }
    }

    @Test
    void shouldLoseNothingOfThreadsThatSpeakWhileItIsWritten() throws InterruptedException
    {
        open();
        final List<Thread> threads = new ArrayList<>();
        for (int t = 1; t <= THREADS; t++)
        {
            final long peer = t;
            final CaptureRing own = capture.ring();
            threads.add(new Thread(() -> speak(own, peer), "speaker-" + t));
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive))
        {
            writer.doWork();
        }
        for (final Thread thread : threads)
        {
            thread.join();
        }
        finish();

        final Map<Long, Integer> next = new HashMap<>();
        try (CaptureReader reader = new CaptureReader(dir, false))
        {
            while (reader.next())
            {
                final int number = next.merge(reader.captured().peer(), 1, Integer::sum);
                assertEquals(number, reader.buffer().getInt(reader.offset()));
                assertEquals(number, reader.buffer().getInt(reader.offset() + reader.length() - Integer.BYTES));
            }
            assertNull(reader.damage());
        }
        assertEquals(THREADS, next.size());
        assertTrue(next.values().stream().allMatch((count) -> count == OF_EACH), next::toString);
    }

    private void openWithClock()
    {
        open(new Capture(settings().ringBytes, new CaptureCounters(counters()), () -> nowNs));
    }

    private void sayAt(final long timeNs, final CaptureRing one, final long peer, final int length)
    {
        nowNs = timeNs;
        one.begin();
        assertTrue(one.claim(CaptureWay.JOURNAL, peer, 0, length) > 0);
        one.commit();
    }

    /** What finds no room is said again, as a test may and a node may not. */
    private void speak(final CaptureRing own, final long peer)
    {
        final UnsafeBuffer words = new UnsafeBuffer(new byte[MESSAGE_BYTES]);
        for (int i = 1; i <= OF_EACH; i++)
        {
            final int length = 2 * Integer.BYTES + i % 500;
            words.putInt(0, i);
            words.putInt(length - Integer.BYTES, i);
            int index = 0;
            while (index == 0)
            {
                own.begin();
                index = own.claim(CaptureWay.FROM_PLAYER, peer, 0, length);
            }
            own.buffer().putBytes(index, words, 0, length);
            own.commit();
        }
    }
}
