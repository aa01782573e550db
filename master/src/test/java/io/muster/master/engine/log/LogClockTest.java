package io.muster.master.engine.log;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LogClockTest
{
    private final LogClock clock = new LogClock(1_000);

    @Test
    void shouldCountTheTimeOfTheLogButNotItsSilences()
    {
        clock.advance(1_700_000_000_000L);
        final long startMs = clock.nowMs();

        clock.advance(1_700_000_000_100L);
        assertEquals(100, clock.nowMs() - startMs);
        clock.advance(1_700_000_060_100L);
        assertEquals(1_100, clock.nowMs() - startMs);
        assertEquals(1_700_000_060_100L, clock.timestampMs());
    }

    @Test
    void shouldNotGoBackWhenANewLeadersClockIsBehind()
    {
        clock.advance(5_000);
        clock.advance(4_000);
        assertEquals(5_000, clock.timestampMs());
        clock.advance(5_100);

        assertEquals(1_100, clock.nowMs());
    }
}
