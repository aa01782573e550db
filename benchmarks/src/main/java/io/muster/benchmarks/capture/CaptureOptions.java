package io.muster.benchmarks.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command line of the benchmark.
 *
 * @param seconds that each is measured with capture off, and again with capture on: throughput, then latency.
 * @param players who play at once.
 * @param window  inputs of a player that are on their way at once, at most.
 * @param rate    inputs a second, of all players together, while the latency is measured.
 * @param json    a file for the numbers, or null.
 */
record CaptureOptions(int seconds, int players, int window, int rate, Path json)
{
    static final String HELP = """
        Usage: muster bench capture [--seconds 16] [--json FILE] [--players 1000] [--window 2] [--rate 4000]

        What capturing costs: a session node and a game node in one process, three masters beside it, and players over
        TCP on loopback whose inputs are echoed at the next of 100 ticks a second. Capture is switched off and on in
        turns, in short rounds, and neighbouring rounds are compared: first as fast as it goes, then at a steady pace.

          --seconds N   measured with capture off, and as many with capture on, of each of the two, 1 to 600
          --json FILE   write the numbers there
          --players N   who play at once, 1 to 4,000
          --window N    inputs of a player that are on their way at once, 1 to 256
          --rate N      inputs a second, of all together, while the latency is measured, 100 to 100,000
        """;

    private static final int SECONDS = 16;
    private static final int SECONDS_MAX = 600;
    private static final int PLAYERS = 1_000;
    private static final int PLAYERS_MAX = 4_000;
    private static final int WINDOW = 2;
    private static final int WINDOW_MAX = 256;
    private static final int RATE = 4_000;
    private static final int RATE_MIN = 100;
    private static final int RATE_MAX = 100_000;

    /** @throws CaptureError.Refusal OPTION_REFUSED, FILE_UNWRITABLE. */
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
                case "--seconds" -> seconds = number(args[i], value, 1, SECONDS_MAX);
                case "--players" -> players = number(args[i], value, 1, PLAYERS_MAX);
                case "--window" -> window = number(args[i], value, 1, WINDOW_MAX);
                case "--rate" -> rate = number(args[i], value, RATE_MIN, RATE_MAX);
                case "--json" -> json = writable(Path.of(text(args[i], value)));
                default -> throw CaptureError.OPTION_REFUSED.because("there is no option " + args[i] + "; see --help");
            }
        }
        return new CaptureOptions(seconds, players, window, rate, json);
    }

    private static String text(final String name, final String value)
    {
        if (value == null)
        {
            throw CaptureError.OPTION_REFUSED.because(name + " wants a value");
        }
        return value;
    }

    private static int number(final String name, final String value, final int min, final int max)
    {
        final String text = text(name, value);
        final int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < min || number > max)
        {
            throw CaptureError.OPTION_REFUSED.because(
                name + " is a number from " + min + " to " + max + ", not " + text);
        }
        return number;
    }

    /** The only sure way to know whether a file can be written is to try it. */
    private static Path writable(final Path file)
    {
        try
        {
            Files.delete(Files.createTempFile(file.toAbsolutePath().getParent(), "muster", ""));
            return file;
        }
        catch (final IOException | RuntimeException ex)
        {
            throw CaptureError.FILE_UNWRITABLE.because(
                "cannot write " + file + " (" + ex.getClass().getSimpleName() + ")");
        }
    }
}
