package io.muster.benchmarks.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The rounds of one load with capture off, or those with capture on. */
final class Side
{
    private final List<Round> rounds = new ArrayList<>();

    void add(final Round round)
    {
        rounds.add(round);
    }

    int count()
    {
        return rounds.size();
    }

    /** Of the rounds' values; a round that another process disturbed does not count for more than that it was one. */
    double median(final ToDoubleFunction<Round> value)
    {
        return median(rounds.stream().mapToDouble(value).toArray());
    }

    /** The geometric mean, so that that of one side to that of another is their {@link #ratioTo}. */
    double mean(final ToDoubleFunction<Round> value)
    {
        return Ratio.of(rounds.stream().mapToDouble((round) -> Math.log(least(value, round))).toArray()).mean();
    }

    /** Whether there was a round in which nothing went. */
    boolean hasStood()
    {
        return rounds.stream().anyMatch((round) -> round.packets() == 0);
    }

    private static double least(final ToDoubleFunction<Round> value, final Round round)
    {
        return Math.max(1, value.applyAsDouble(round));
    }

    /** Of what each round has to the one beside it of the other kind. */
    Ratio ratioTo(final Side other, final ToDoubleFunction<Round> value)
    {
        final double[] logarithms = new double[rounds.size()];
        for (int i = 0; i < logarithms.length; i++)
        {
            logarithms[i] = Math.log(least(value, rounds.get(i)) / least(value, other.rounds.get(i)));
        }
        return Ratio.of(logarithms);
    }

    double perPacket(final ToLongFunction<Round> value)
    {
        final double packets = rounds.stream().mapToLong(Round::packets).sum();
        return rounds.stream().mapToLong(value).sum() / Math.max(1, packets);
    }

    double perSecond(final ToLongFunction<Round> value)
    {
        return rounds.stream().mapToLong(value).sum() / rounds.stream().mapToDouble(Round::seconds).sum();
    }

    private static double median(final double[] values)
    {
        Arrays.sort(values);
        final int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
