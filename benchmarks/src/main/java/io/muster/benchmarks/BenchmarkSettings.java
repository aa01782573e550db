package io.muster.benchmarks;

import java.nio.file.Path;

/**
 * The command line of a benchmark.
 *
 * @param seconds       that each throughput is measured, after the warm-up.
 * @param warmUpSeconds before each measurement.
 * @param window        commands on their way at once.
 * @param mtuBytes      a datagram.
 * @param ratePerSecond of commands while the round trip is measured.
 * @param json          a file for the numbers, or null.
 */
record BenchmarkSettings(int seconds, int warmUpSeconds, int window, int mtuBytes, int ratePerSecond, Path json)
{
    static final String HELP = """
        Usage: muster bench master [--seconds 10] [--json FILE] [--warm-up 10] [--window 8192] [--mtu 8192]
                                   [--rate 10000]

        Raw Aeron Cluster and the master, one after the other: three replica processes each, one client thread.

          --seconds N   how long each throughput is measured
          --json FILE   write the numbers there
          --warm-up N   seconds before each measurement
          --window N    commands on their way at once, of both
          --mtu N       bytes of a datagram, of both
          --rate N      commands per second while the round trip is measured
        """;

    /** @throws IllegalArgumentException with a sentence for the user. */
    static BenchmarkSettings parse(final String[] args)
    {
        int seconds = 10;
        int warmUpSeconds = 10;
        int window = 8_192;
        int mtuBytes = 8_192;
        int ratePerSecond = 10_000;
        Path json = null;
        for (int i = 0; i < args.length; i += 2)
        {
            final String value = i + 1 < args.length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--seconds" -> seconds = number(args[i], value, 1, 3_600);
                case "--warm-up" -> warmUpSeconds = number(args[i], value, 0, 600);
                case "--window" -> window = number(args[i], value, 1, 65_536);
                case "--mtu" -> mtuBytes = number(args[i], value, 1_408, 65_504);
                case "--rate" -> ratePerSecond = number(args[i], value, 1, 1_000_000);
                case "--json" -> json = Path.of(text(args[i], value));
                default -> throw new IllegalArgumentException("there is no option " + args[i] + "; see --help");
            }
        }
        return new BenchmarkSettings(seconds, warmUpSeconds, window, mtuBytes, ratePerSecond, json);
    }

    private static String text(final String name, final String value)
    {
        if (value == null)
        {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return value;
    }

    private static int number(final String name, final String value, final int min, final int max)
    {
        try
        {
            final int number = Integer.parseInt(text(name, value));
            if (number >= min && number <= max)
            {
                return number;
            }
        }
        catch (final NumberFormatException ignored)
        {
            // Told below, as for a number that is out of range.
        }
        throw new IllegalArgumentException(name + " is a number from " + min + " to " + max + ", not " + value);
    }
}
