package io.muster.failover.simulation;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command line of the simulator.
 *
 * @param seed      the first or only one, or null: from the time.
 * @param steps     of players in each seed.
 * @param minutes   for how long seeds are run; 0: one seed.
 * @param threads   each runs a seed at a time.
 * @param json      a file for the result, or null.
 * @param only      numbers of the only steps of the plan to be taken, or null: all.
 * @param isMutants whether planted defects are to be found instead.
 */
record SimulateOptions(
    Long seed, int steps, double minutes, int threads, Path json, Set<Integer> only, boolean isMutants)
{
    static final String HELP = """
        Usage: muster simulate [--seed S] [--steps N] [--minutes M] [--threads T] [--json FILE] [--only LIST]
               muster simulate --mutants [--json FILE]

        Whole systems in one thread each, from one seed each: three replicas of the real master, the real link of the
        nodes, simulated log, network, clock, players and games, and faults. Everything that is said is compared with
        a plain model. A failure prints the invariant, a history cut down to what it needs, and how to see it again.

          --seed S     this seed, once; with --minutes the first of many
          --steps N    steps of players in each seed, from 10 to 1,000,000; 20,000 unless said otherwise
          --minutes M  fresh seeds for so long, from 0.01 to 10,000; one minute when neither this nor --seed is said
          --threads T  seeds at a time, from 1 to 64; 2 unless said otherwise
          --json FILE  write the result there
          --only LIST  of the seed's plan only the steps with these numbers, such as 3,7,20-25
          --mutants    plant defects into the sources, one after the other, and tell which invariant finds each
        """;

    static final int STEPS = 20_000;

    private static final int STEPS_MIN = 10;
    private static final int STEPS_MAX = 1_000_000;
    private static final double MINUTES_MIN = 0.01;
    private static final double MINUTES_MAX = 10_000;
    private static final int THREADS_MAX = 64;
    private static final int THREADS = 2;

    /** @throws SimulateError.Refusal OPTION_REFUSED. */
    static SimulateOptions parse(final String[] args)
    {
        Long seed = null;
        int steps = STEPS;
        double minutes = -1;
        int threads = THREADS;
        Path json = null;
        Set<Integer> only = null;
        boolean isMutants = false;
        for (int i = 0; i < args.length; i++)
        {
            switch (args[i])
            {
                case "--seed" -> seed = number(args, ++i, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--steps" -> steps = (int)number(args, ++i, STEPS_MIN, STEPS_MAX);
                case "--minutes" -> minutes = minutes(args, ++i);
                case "--threads" -> threads = (int)number(args, ++i, 1, THREADS_MAX);
                case "--json" -> json = Path.of(value(args, ++i));
                case "--only" -> only = list(value(args, ++i));
                case "--mutants" -> isMutants = true;
                default -> throw SimulateError.OPTION_REFUSED.because(
                    "there is no option " + args[i] + "; see --help");
            }
        }
        if (only != null && (seed == null || minutes > 0))
        {
            throw SimulateError.OPTION_REFUSED.because("--only wants --seed, and no --minutes");
        }
        minutes = minutes < 0 && seed == null ? 1 : Math.max(0, minutes);
        return new SimulateOptions(seed, steps, minutes, threads, json, only, isMutants);
    }

    private static long number(final String[] args, final int index, final long min, final long max)
    {
        final String digits = value(args, index).replaceAll("[,_]", "");
        if (!digits.matches("-?\\d{1,18}") || Long.parseLong(digits) < min || Long.parseLong(digits) > max)
        {
            throw SimulateError.OPTION_REFUSED.because(
                args[index - 1] + " is a number from " + min + " to " + max + ", not " + args[index]);
        }
        return Long.parseLong(digits);
    }

    private static double minutes(final String[] args, final int index)
    {
        final String value = value(args, index);
        final double minutes = value.matches("\\d{1,5}(\\.\\d{1,3})?") ? Double.parseDouble(value) : -1;
        if (minutes < MINUTES_MIN || minutes > MINUTES_MAX)
        {
            throw SimulateError.OPTION_REFUSED.because("--minutes is from 0.01 to 10,000, not " + value);
        }
        return minutes;
    }

    private static Set<Integer> list(final String value)
    {
        final Set<Integer> numbers = new TreeSet<>();
        for (final String part : value.split(","))
        {
            if (!part.matches("\\d{1,7}(-\\d{1,7})?"))
            {
                throw SimulateError.OPTION_REFUSED.because("--only is a list such as 3,7,20-25, not " + value);
            }
            final String[] ends = part.split("-");
            for (int number = Integer.parseInt(ends[0]); number <= Integer.parseInt(ends[ends.length - 1]); number++)
            {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static String value(final String[] args, final int index)
    {
        if (index == args.length)
        {
            throw SimulateError.OPTION_REFUSED.because(args[index - 1] + " wants a value");
        }
        return args[index];
    }
}
