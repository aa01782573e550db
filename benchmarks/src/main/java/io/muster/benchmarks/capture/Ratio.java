package io.muster.benchmarks.capture;

import java.util.Arrays;

/**
 * The geometric mean of ratios, for which twice as fast and half as fast are equally far from 1.
 *
 * @param standardError of the mean: of many ratios, two times out of three it is no farther from what infinitely many
 *                      would give.
 */
record Ratio(double mean, double standardError)
{
    /** @param logarithms of two ratios at least. */
    static Ratio of(final double[] logarithms)
    {
        final int count = logarithms.length;
        final double mean = Arrays.stream(logarithms).average().orElseThrow();
        final double squares = Arrays.stream(logarithms).map((each) -> (each - mean) * (each - mean)).sum();
        return new Ratio(Math.exp(mean), Math.exp(mean) * Math.sqrt(squares / (count - 1) / count));
    }
}
