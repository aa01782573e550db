package io.muster.master.disk;

import io.aeron.archive.status.RecordingPos;
import io.muster.node.StartupException;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

import static org.agrona.concurrent.status.CountersReader.COUNTER_LENGTH;
import static org.agrona.concurrent.status.CountersReader.METADATA_LENGTH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DiskWatchTest
{
    private static final long MS = 1_000_000;
    private static final long STALL_MS = 1_000;
    private static final long STEP_MS = 50;
    private static final int TERM = 7;
    private static final int SESSION = 42;

    private final CountersManager counters = new CountersManager(
        new UnsafeBuffer(ByteBuffer.allocateDirect(8 * METADATA_LENGTH)),
        new UnsafeBuffer(ByteBuffer.allocateDirect(8 * COUNTER_LENGTH)));
    private final AtomicCounter recorded = recordingOf(SESSION);
    private final DiskWatch watch = new DiskWatch(counters, new int[]{ 1, 2 }, STALL_MS * MS);
    private long nowMs = 1_000_000;

    @BeforeEach
    void begin()
    {
        watch.onTerm(TERM, SESSION);
        recorded.setRelease(1_000);
        watch.poll(true, nowMs * MS);
    }

    @Test
    void shouldEndALeaderThatBothOthersHaveLeftBehindForTooLong()
    {
        live(STALL_MS - STEP_MS, 1_096, 1_064);
        final StartupException thrown = assertThrows(StartupException.class, () -> live(3 * STEP_MS, 1_096, 1_064));
        assertTrue(thrown.getMessage().startsWith("M0135 "), thrown.getMessage());
    }

    @Test
    void shouldLetALeaderBeWhoseDiskIsSlowButCatchesUpInTime()
    {
        for (int i = 1; i <= 20; i++)
        {
            live(STALL_MS / 2, 1_000 + 100 * i, 1_000 + 100 * i);
            recorded.setRelease(1_000 + 100 * i - 50);
        }
    }

    @Test
    void shouldEndALeaderThatRecordsOnAndFallsBackFurther()
    {
        assertThrows(StartupException.class, () ->
        {
            for (int i = 1; i <= 100; i++)
            {
                recorded.setRelease(1_000 + i);
                live(STEP_MS, 1_000 + 100 * i, 1_000 + 100 * i);
            }
        });
    }

    @Test
    void shouldLetALeaderBeThatNobodyIsAheadOf()
    {
        live(10 * STALL_MS, 1_000, 1_000);
        live(10 * STALL_MS, 1_000, 2_000);
    }

    @Test
    void shouldNotCountAReplicaThatIsNotHeardAnyMore()
    {
        live(STALL_MS / 2, 1_096, 1_096);
        for (int i = 0; i < 100; i++)
        {
            nowMs += STEP_MS;
            watch.heard(1, TERM, 1_096, nowMs * MS);
            watch.poll(true, nowMs * MS);
        }
    }

    @Test
    void shouldPassOverWhatWasRecordedInAnotherTerm()
    {
        for (int i = 0; i < 100; i++)
        {
            nowMs += STEP_MS;
            watch.heard(1, TERM - 1, 5_000, nowMs * MS);
            watch.heard(2, TERM + 1, 5_000, nowMs * MS);
            watch.poll(true, nowMs * MS);
        }
    }

    @Test
    void shouldLetAFollowerBe()
    {
        for (int i = 0; i < 100; i++)
        {
            nowMs += STEP_MS;
            watch.heard(1, TERM, 5_000, nowMs * MS);
            watch.heard(2, TERM, 5_000, nowMs * MS);
            assertTrue(watch.poll(false, nowMs * MS));
        }
        assertEquals(1_000, watch.position());
    }

    @Test
    void shouldBlameNoDiskForAPauseOfTheWholeProcess()
    {
        live(STEP_MS, 1_096, 1_096);
        nowMs += 10 * STALL_MS;
        live(STEP_MS, 9_000, 9_000);
        recorded.setRelease(9_000);
        live(2 * STALL_MS, 9_000, 9_000);
    }

    /** Both others say for a while what they have, and the leader looks. */
    private void live(final long ms, final long positionOf1, final long positionOf2)
    {
        final long endMs = nowMs + ms;
        while (nowMs < endMs)
        {
            nowMs += STEP_MS;
            watch.heard(1, TERM, positionOf1, nowMs * MS);
            watch.heard(2, TERM, positionOf2, nowMs * MS);
            watch.poll(true, nowMs * MS);
        }
    }

    /** The counter that an archive has for a recording. */
    private AtomicCounter recordingOf(final int sessionId)
    {
        final UnsafeBuffer key = new UnsafeBuffer(new byte[32]);
        key.putInt(Long.BYTES, sessionId);
        return counters.newCounter("rec-pos", RecordingPos.RECORDING_POSITION_TYPE_ID,
            (keyBuffer) -> keyBuffer.putBytes(0, key, 0, key.capacity()));
    }
}
