package io.muster.benchmarks.directory;

import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.directory.engine.EngineKind;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * The command line of the benchmark.
 *
 * @param users      in every engine.
 * @param engines    to be measured.
 * @param isTenMillion whether ours is measured up to ten million users, too.
 * @param json       a file for the numbers, or null.
 * @param plot       a file for the plot, or null.
 */
record DirectorySettings(int users, Set<EngineKind> engines, boolean isTenMillion, Path json, Path plot)
{
    static final String HELP = """
        Usage: muster bench directory [--users 1000000] [--json FILE] [--engines muster,cqengine,h2,hashMaps,redis]
                                      [--no-10m] [--plot FILE]

        The master's directory engine, CQEngine, H2 in memory, hash maps by hand, and Redis on loopback, one after the
        other: each in a process of its own, with the same users, the same questions, and the same answers.

          --users N       users in each engine, from 1,000 to 10,000,000
          --json FILE     write the numbers there
          --engines LIST  measure these only
          --no-10m        leave out what is measured of ours at ten million users; so do fewer than a million users
          --plot FILE     draw ours there, as SVG: cost per operation at each size
                          (with ten million users: benchmarks/results/directory.svg)
        """;

    private static final int USERS = 1_000_000;
    private static final int USERS_MIN = 1_000;
    private static final int USERS_MAX = 10_000_000;
    private static final int TEN_MILLION_FROM_USERS = 1_000_000;

    /** @throws BenchmarkError.Refusal OPTION_REFUSED. */
    static DirectorySettings parse(final String[] args)
    {
        int users = USERS;
        boolean isTenMillion = true;
        Set<EngineKind> engines = EnumSet.allOf(EngineKind.class);
        Path json = null;
        Path plot = null;
        for (int i = 0; i < args.length; i++)
        {
            switch (args[i])
            {
                case "--no-10m" -> isTenMillion = false;
                case "--users" -> users = users(value(args, ++i));
                case "--engines" -> engines = engines(value(args, ++i));
                case "--json" -> json = Path.of(value(args, ++i));
                case "--plot" -> plot = Path.of(value(args, ++i));
                default -> throw BenchmarkError.OPTION_REFUSED.because("there is no option " + args[i] +
                    "; see --help");
            }
        }
        isTenMillion &= users >= TEN_MILLION_FROM_USERS && engines.contains(EngineKind.MUSTER);
        return new DirectorySettings(
            users, engines, isTenMillion, json, plot == null && isTenMillion ? usualPlot() : plot);
    }

    private static Path usualPlot()
    {
        final String root = System.getProperty("muster.root");
        return root == null ? null : Path.of(root, "benchmarks", "results", "directory.svg");
    }

    private static int users(final String value)
    {
        final String digits = value.replaceAll("[,_]", "");
        final int users = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
        if (users < USERS_MIN || users > USERS_MAX)
        {
            throw BenchmarkError.OPTION_REFUSED.because(
                "--users is from " + USERS_MIN + " to " + USERS_MAX + ", not " + value);
        }
        return users;
    }

    private static Set<EngineKind> engines(final String value)
    {
        final Set<EngineKind> engines = EnumSet.noneOf(EngineKind.class);
        for (final String key : value.split(","))
        {
            try
            {
                engines.add(EngineKind.of(key));
            }
            catch (final IllegalArgumentException ex)
            {
                throw BenchmarkError.OPTION_REFUSED.because("--engines: " + ex.getMessage());
            }
        }
        return engines;
    }

    private static String value(final String[] args, final int index)
    {
        if (index == args.length)
        {
            throw BenchmarkError.OPTION_REFUSED.because(args[index - 1] + " wants a value");
        }
        return args[index];
    }
}
