package io.muster.failover.bench;

import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.asked.Values;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command line of the benchmark.
 *
 * @param rounds  kills of a leader, of each kind of cluster.
 * @param seconds that each throughput is measured, with witnessing and without; 0: not.
 * @param minutes of full load in which nobody is killed and no election may be; 0: none.
 * @param json    a file for the numbers, or null.
 * @param masters settings of every replica, of both kinds, that are not the default.
 */
record FailoverSettings(int rounds, int seconds, int minutes, Path json, Map<String, String> masters)
{
    static final String HELP = """
        Usage: muster bench failover [--rounds 30] [--json FILE] [--seconds 8] [--load-minutes 0]
                                     [--set NAME=VALUE]...

        Raw Aeron Cluster with an echo service and a whole Muster cluster with players, one after the other and with the
        same timeouts: the leader is killed (SIGKILL), and when another leads it is started again, again and again. Then
        the master with and without witnessing.

          --rounds N        kills of a leader, of each, 1 to 1,000
          --json FILE       write the numbers there
          --seconds N       how long each throughput is measured, with witnessing and without; 0: leave it out
          --load-minutes N  of full load in which nobody is killed; elections in it are counted
          --set NAME=VALUE  a setting of every replica, of both, such as master.leaderTimeout=300ms
        """;

    private static final int ROUNDS = 30;
    private static final int ROUNDS_MAX = 1_000;
    private static final int SECONDS = 8;
    private static final int SECONDS_MAX = 600;
    private static final int SHORT_SECONDS = 4;
    private static final int MINUTES_MAX = 1_440;

    /** @throws BenchmarkError.Refusal OPTION_REFUSED. */
    static FailoverSettings parse(final String[] args)
    {
        int rounds = ROUNDS;
        int seconds = SECONDS;
        int minutes = 0;
        Path json = null;
        final Map<String, String> masters = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2)
        {
            final String value = i + 1 < args.length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--rounds" -> rounds = Values.number(args[i], value, 1, ROUNDS_MAX);
                case "--seconds" -> seconds = Values.number(args[i], value, 0, SECONDS_MAX);
                case "--load-minutes" -> minutes = Values.number(args[i], value, 0, MINUTES_MAX);
                case "--json" -> json = Path.of(Values.text(args[i], value));
                case "--set" -> putSetting(masters, Values.text(args[i], value));
                default -> throw BenchmarkError.OPTION_REFUSED.because(
                    "there is no option " + args[i] + "; see --help");
            }
        }
        return new FailoverSettings(rounds, seconds, minutes, json, masters);
    }

    /** How often each throughput is measured: a run too short to mean much is not made longer by another. */
    int turns()
    {
        return seconds < SHORT_SECONDS ? 1 : 2;
    }

    private static void putSetting(final Map<String, String> masters, final String text)
    {
        final int equals = text.indexOf('=');
        if (!text.startsWith("master.") || equals < 0)
        {
            throw BenchmarkError.OPTION_REFUSED.because(
                "--set is a master's setting and its value, such as master.leaderTimeout=300ms, not " + text);
        }
        masters.put(text.substring(0, equals), text.substring(equals + 1));
    }
}
