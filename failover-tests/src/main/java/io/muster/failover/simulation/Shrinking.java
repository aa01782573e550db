package io.muster.failover.simulation;

import io.muster.failover.simulation.fault.Plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Delta debugging: leaves out steps of a plan for as long as the same invariant breaks without them. */
final class Shrinking
{
    private final BooleanSupplier isLate;
    private Failure smallest;

    /** @param isLate says when to make do with what there is. */
    Shrinking(final Failure failure, final BooleanSupplier isLate)
    {
        this.isLate = isLate;
        smallest = failure;
    }

    /** The same failure with fewer steps. */
    Failure run()
    {
        int parts = 2;
        while (!isLate.getAsBoolean() && parts <= 2 * smallest.history().size())
        {
            parts = leaveOutOne(Math.min(parts, Math.max(1, smallest.history().size()))) ?
                Math.max(2, parts / 2) : 2 * parts;
        }
        return smallest;
    }

    private boolean leaveOutOne(final int parts)
    {
        final List<Plan.Step> steps = smallest.history();
        for (int part = parts - 1; part >= 0 && !isLate.getAsBoolean(); part--)
        {
            final List<Plan.Step> fewer = new ArrayList<>(steps.subList(0, steps.size() * part / parts));
            fewer.addAll(steps.subList(steps.size() * (part + 1) / parts, steps.size()));
            if (fewer.size() < steps.size() && isBrokenBy(fewer))
            {
                return true;
            }
        }
        return false;
    }

    private boolean isBrokenBy(final List<Plan.Step> steps)
    {
        final Simulation world = Simulation.of(smallest.seed(), new Plan(steps, smallest.endNs()));
        final Failure failure = Failure.of(world, smallest.seed(), smallest.steps());
        final boolean isSame = failure != null && failure.invariant().equals(smallest.invariant());
        if (isSame)
        {
            smallest = failure;
        }
        return isSame;
    }
}
