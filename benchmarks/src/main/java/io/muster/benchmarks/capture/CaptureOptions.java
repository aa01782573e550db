package io.muster.benchmarks.capture;

import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.asked.Values;

import java.nio.file.Path;

/**
 * The command line of the benchmark.
 *
 * @param seconds that throughput is measured with capture off, and again with capture on.
 * @param players who play at once.
 * @param window  inputs of a player that are on their way at once, at most.
 * @param rate    inputs a second, of all players together, while the latency is measured.
 * @param json    a file for the numbers, or null.
 */
record CaptureOptions(int seconds, int players, int window, int rate, Path json)
{
    static final String HELP = """
        Usage: muster bench capture [--seconds 60] [--json FILE] [--players 1000] [--window 2] [--rate 4000]

        What capturing costs: a session node and a game node in one process, three masters beside it, and players over
        TCP on loopback whose inputs are echoed at the next of 100 ticks a second. Capture is switched off and on in
        turns, in short rounds, and neighbouring rounds are compared: first as fast as it goes, then at a steady pace.

          --seconds N   as fast as it goes with capture off, and as many with capture on, 1 to 600; a quarter of
                        that at a steady pace. How fast it goes changes from round to round by far more than by
                        capture: the ratio is known to 1 or 2 % after 60 seconds of each
          --json FILE   write the numbers there
          --players N   who play at once, 1 to 4,000
          --window N    inputs of a player that are on their way at once, 1 to 256
          --rate N      inputs a second, of all together, while the latency is measured, 100 to 100,000
        """;

    private static final int SECONDS = 60;
    private static final int SECONDS_MAX = 600;
    private static final int PLAYERS = 1_000;
    private static final int PLAYERS_MAX = 4_000;
    private static final int WINDOW = 2;
    private static final int WINDOW_MAX = 256;
    private static final int RATE = 4_000;
    private static final int RATE_MIN = 100;
    private static final int RATE_MAX = 100_000;

    /** @throws BenchmarkError.Refusal OPTION_REFUSED, FILE_UNWRITABLE. */
    static CaptureOptions parse(final String[] args)
    {
        int seconds = SECONDS;
        int players = PLAYERS;
        int window = WINDOW;
        int rate = RATE;
        Path json = null;
        for (int i = 0; i < args.length; i += 2)
        {
            final String value = i + 1 < args.length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--seconds" -> seconds = Values.number(args[i], value, 1, SECONDS_MAX);
                case "--players" -> players = Values.number(args[i], value, 1, PLAYERS_MAX);
                case "--window" -> window = Values.number(args[i], value, 1, WINDOW_MAX);
                case "--rate" -> rate = Values.number(args[i], value, RATE_MIN, RATE_MAX);
                case "--json" -> json = Path.of(Values.text(args[i], value));
                default -> throw BenchmarkError.OPTION_REFUSED.because(
                    "there is no option " + args[i] + "; see --help");
            }
        }
        Values.requireWritable(json);
        return new CaptureOptions(seconds, players, window, rate, json);
    }
}
