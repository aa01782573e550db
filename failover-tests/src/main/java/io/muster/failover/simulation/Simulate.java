package io.muster.failover.simulation;

import io.muster.failover.simulation.fault.Plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The simulator's process. */
public final class Simulate
{
    private static final long SHRINK_NS = TimeUnit.SECONDS.toNanos(60);

    private Simulate()
    {
    }

    /** Ends the process: 0 when everything held, 1 when something did not, 2 when asked wrongly, 3 for the world. */
    public static void main(final String[] args)
    {
        System.exit(run(args, System.out, System.err));
    }

    static int run(final String[] args, final PrintStream out, final PrintStream err)
    {
        if (List.of(args).contains("--help"))
        {
            out.print(SimulateOptions.HELP);
            return 0;
        }
        try
        {
            final SimulateOptions options = SimulateOptions.parse(args);
            check(options.json());
            if (options.isMutants())
            {
                return new MutantReport(out).run(options.json());
            }
            return options.only() != null ? runOnly(options, out) : runSeeds(options, out);
        }
        catch (final SimulateError.Refusal refusal)
        {
            err.println("muster: " + refusal.getMessage());
            return refusal.exitStatus();
        }
    }

    private static int runSeeds(final SimulateOptions options, final PrintStream out)
    {
        final long firstSeed = options.seed() == null ? System.currentTimeMillis() : options.seed();
        out.println("seeds from " + firstSeed + " on, " + options.steps() + " steps each");
        final Campaign campaign = new Campaign(options, firstSeed).run(out::println);
        final Failure failure = campaign.failure();
        new SimulateReport(out).print(campaign);
        final Failure shrunk = failure == null ? null : shrink(failure, out);
        if (options.json() != null)
        {
            SimulateReport.write(options.json(), campaign, shrunk);
        }
        return failure == null ? 0 : 1;
    }

    private static Failure shrink(final Failure failure, final PrintStream out)
    {
        out.println("cutting the history down, for a minute at most");
        final long deadlineNs = System.nanoTime() + SHRINK_NS;
        final Failure shrunk = new Shrinking(failure, () -> System.nanoTime() - deadlineNs > 0).run();
        new SimulateReport(out).print(shrunk, failure.history().size());
        return shrunk;
    }

    private static int runOnly(final SimulateOptions options, final PrintStream out)
    {
        final Plan whole = Simulation.of(options.seed(), options.steps()).plan();
        final List<Plan.Step> some = whole.steps().stream()
            .filter((step) -> options.only().contains(step.number())).toList();
        final Simulation world = Simulation.of(options.seed(), whole.with(some));
        final Failure failure = Failure.of(world, options.seed(), options.steps());
        if (failure != null)
        {
            new SimulateReport(out).print(failure, whole.steps().size());
        }
        out.println(failure == null ? "verdict: ok" : "verdict: " + failure.sentence());
        return failure == null ? 0 : 1;
    }

    /** The only sure way to know whether a file can be written is to open it. */
    private static void check(final Path file)
    {
        try
        {
            if (file != null)
            {
                final boolean isNew = !Files.exists(file);
                Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
                if (isNew)
                {
                    Files.delete(file);
                }
            }
        }
        catch (final IOException ex)
        {
            throw SimulateError.FILE_UNWRITABLE.because(
                "cannot write " + file + " (" + ex.getClass().getSimpleName() + ")");
        }
    }
}
