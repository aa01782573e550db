package io.muster.session.gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RateLimitTest
{
    private final RateLimit tenASecond = RateLimit.perSecond(10);

    /** The clock of the system may begin anywhere, and run over. */
    @ParameterizedTest
    @ValueSource(longs = { 0, -5_000_000_000L, Long.MAX_VALUE - 1_000_000_000L, Long.MIN_VALUE })
    void shouldLetABurstThroughAndThenTheRate(final long startNs)
    {
        long fullNs = startNs;
        int admitted = 0;
        for (long nowNs = startNs; nowNs - startNs < TimeUnit.SECONDS.toNanos(10); nowNs += 1_000_000)
        {
            if (tenASecond.admits(fullNs, nowNs))
            {
                fullNs = tenASecond.take(fullNs, nowNs);
                admitted++;
            }
        }
        assertEquals(20 + 10 * 10 - 1, admitted, 1);
    }

    @Test
    void shouldNotSaveUpMoreThanABurst()
    {
        long fullNs = 0;
        final long laterNs = TimeUnit.HOURS.toNanos(1);
        for (int i = 0; i < 20; i++)
        {
            assertTrue(tenASecond.admits(fullNs, laterNs));
            fullNs = tenASecond.take(fullNs, laterNs);
        }
        assertFalse(tenASecond.admits(fullNs, laterNs));
    }

    @Test
    void shouldPayDebtBackWithTime()
    {
        long fullNs = 0;
        for (int i = 0; i < 50; i++)
        {
            fullNs = tenASecond.take(fullNs, 0);
        }
        assertFalse(tenASecond.admits(fullNs, TimeUnit.MILLISECONDS.toNanos(3_099)));
        assertTrue(tenASecond.admits(fullNs, TimeUnit.MILLISECONDS.toNanos(3_100)));
    }
}
