package io.muster.failover.simulation;

import io.muster.failover.simulation.fault.Plan;
import io.muster.failover.simulation.world.Broken;

import java.util.List;

/**
 * An invariant that did not hold.
 *
 * @param invariant its name.
 * @param sentence  what was seen.
 * @param seed      of the world.
 * @param steps     of players that the whole plan has.
 * @param history   the steps of the plan up to then; later, those that it takes.
 * @param endNs     of the plan.
 * @param state     how everything was.
 */
record Failure(
    String invariant, String sentence, long seed, int steps, List<Plan.Step> history, long endNs, String state)
{
    /** Beside the invariants proper: nothing in the product may throw. */
    private static final String NOTHING_THROWS = "NothingThrows";

    private static final int RANGES_MAX = 60;

    /** Run a world to its end. @return null when everything held. */
    static Failure of(final Simulation world, final long seed, final int steps)
    {
        try
        {
            world.run();
            return null;
        }
        catch (final Broken ex)
        {
            return of(world, seed, steps, ex.invariant(), ex.getMessage());
        }
        catch (final RuntimeException ex)
        {
            final StackTraceElement[] trace = ex.getStackTrace();
            return of(world, seed, steps, NOTHING_THROWS,
                NOTHING_THROWS + ": " + ex + (trace.length == 0 ? "" : " at " + trace[0]));
        }
    }

    private static Failure of(
        final Simulation world, final long seed, final int steps, final String invariant, final String sentence)
    {
        final List<Plan.Step> history = world.plan().steps().stream()
            .filter((step) -> step.timeNs() <= world.nowNs()).toList();
        return new Failure(invariant, sentence, seed, steps, history, world.plan().endNs(), world.state());
    }

    /** The one command that shows it again. */
    String command()
    {
        final StringBuilder only = new StringBuilder();
        int ranges = 0;
        for (int i = 0; i < history.size(); i++)
        {
            int last = i;
            while (last + 1 < history.size() && history.get(last + 1).number() == history.get(last).number() + 1)
            {
                last++;
            }
            only.append(ranges++ == 0 ? "" : ",").append(history.get(i).number());
            only.append(last == i ? "" : "-" + history.get(last).number());
            i = last;
        }
        return "./muster simulate --seed " + seed + (steps == SimulateOptions.STEPS ? "" : " --steps " + steps) +
            (ranges == 0 || ranges > RANGES_MAX ? "" : " --only " + only);
    }
}
