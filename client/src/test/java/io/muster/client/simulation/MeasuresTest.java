package io.muster.client.simulation;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MeasuresTest
{
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final Measures measures = new Measures();
    private final Waits waits = new Waits(measures);

    @Test
    void shouldTellTheLongestWaitAroundTheKill()
    {
        measures.onWait(0, 9 * SECOND_NS);
        assertEquals(9_000, measures.controlGapMs());

        measures.onKilled(10 * SECOND_NS);
        measures.onWait(9 * SECOND_NS, 11 * SECOND_NS);
        measures.onWait(12 * SECOND_NS, 13 * SECOND_NS);
        measures.onWait(40 * SECOND_NS, 45 * SECOND_NS);

        assertEquals(2_000, measures.controlGapMs());
    }

    @Test
    void shouldCountAWaitThatNeverEnds()
    {
        waits.onRequestAsked(SECOND_NS);
        waits.close(4 * SECOND_NS);

        assertEquals(3_000, measures.controlGapMs());
    }

    @Test
    void shouldGoOnWaitingWhenAQueryIsRefused()
    {
        waits.onQueryAsked(SECOND_NS);
        waits.onQueryAsked(2 * SECOND_NS);
        waits.onQueryAnswered(3 * SECOND_NS);

        assertEquals(2_000, measures.controlGapMs());
    }

    @Test
    void shouldMeasureSilenceBetweenOutputsOnly()
    {
        waits.onSilenceBegun(0);
        waits.onSilenceBroken(SECOND_NS, false);
        waits.onSilenceEnded(5 * SECOND_NS, false);
        waits.onSilenceBegun(9 * SECOND_NS);
        waits.onSilenceBroken(10 * SECOND_NS, true);
        waits.onSilenceEnded(30 * SECOND_NS, true);

        assertEquals(1_000, measures.playGapMs());
    }

    @Test
    void shouldTellRatesSinceTheLastLook()
    {
        measures.look(0, 0, 0, SECOND_NS);
        for (int i = 0; i < 500; i++)
        {
            measures.onFrame();
            measures.onRoundTrip(TimeUnit.MILLISECONDS.toNanos(20));
        }
        final LiveNumbers live = measures.look(3, 2, 1, 3 * SECOND_NS);

        assertEquals(250, live.packetsPerSecond());
        assertEquals(20.0, live.inputP50Us() / 1_000.0, 0.1);
        assertEquals(0, measures.look(3, 2, 1, 4 * SECOND_NS).packetsPerSecond());
    }
}
