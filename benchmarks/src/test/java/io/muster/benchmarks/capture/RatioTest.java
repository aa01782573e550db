package io.muster.benchmarks.capture;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RatioTest
{
    private static final double LITTLE = 1e-9;

    @Test
    void shouldTakeTwiceAndHalfAsMuchToBeEquallyFar()
    {
        final Ratio ratio = Ratio.of(new double[]{Math.log(2), Math.log(0.5)});

        assertEquals(1, ratio.mean(), LITTLE);
        assertEquals(Math.log(2), ratio.standardError(), LITTLE);
    }

    /** Of 2, 4 and 16 the logarithms are 1, 2 and 4 times that of 2: a variance of 7/3, of their mean 7/9. */
    @Test
    void shouldKnowTheErrorOfTheMean()
    {
        final Ratio ratio = Ratio.of(new double[]{Math.log(2), Math.log(4), Math.log(16)});

        assertEquals(Math.cbrt(128), ratio.mean(), LITTLE);
        assertEquals(ratio.mean() * Math.log(2) * Math.sqrt(7) / 3, ratio.standardError(), LITTLE);
    }
}
