package io.muster.failover.simulation.fault;

import io.muster.failover.simulation.world.Chance;
import io.muster.failover.simulation.world.Fault;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to happen in a simulation: steps of players and faults, each at its time and with a number that says the
 * rest.
 *
 * @param steps in the order of time.
 * @param endNs from which on nothing goes wrong any more.
 */
public record Plan(List<Step> steps, long endNs)
{
    private static final long MS = 1_000_000L;
    private static final long BEGIN_NS = 1_300 * MS;

    /**
     * One step.
     *
     * @param number from 0; a plan that was cut down keeps the numbers.
     * @param fault  null: a step of a player.
     * @param who    the player, or whom the fault hits.
     * @param roll   from which the rest is read.
     */
    public record Step(int number, long timeNs, Fault fault, int who, int roll)
    {
        @Override
        public String toString()
        {
            return number + ": at " + timeNs / MS + " ms " +
                (fault == null ? "player " + who + " takes step " + roll : fault.sentence() + " (" + who + ")");
        }
    }

    public Plan
    {
        steps = List.copyOf(steps);
    }

    /**
     * Draw a plan.
     *
     * @param acts      of players.
     * @param players   that there are.
     * @param actNs     between two acts.
     * @param faultNs   between two faults, about; 0: no faults.
     */
    public static Plan draw(
        final Chance chance, final int acts, final int players, final long actNs, final long faultNs)
    {
        final List<Fault> kinds = kinds(chance.split());
        final Chance faultChance = chance.split();
        final List<Step> steps = new ArrayList<>(acts + 64);
        long timeNs = BEGIN_NS;
        long nextFaultNs = faultNs == 0 || kinds.isEmpty() ? Long.MAX_VALUE :
            BEGIN_NS + faultChance.between(0, 2 * faultNs);
        for (int i = 0; i < acts; i++)
        {
            timeNs += chance.between(0, 2 * actNs);
            while (timeNs >= nextFaultNs)
            {
                final Fault fault = kinds.get(faultChance.below(kinds.size()));
                steps.add(new Step(steps.size(), nextFaultNs, fault,
                    faultChance.below(1 << 16), faultChance.below(1 << 30)));
                nextFaultNs += faultChance.between(0, 2 * faultNs);
            }
            steps.add(new Step(steps.size(), timeNs, null, chance.below(players), chance.below(1 << 30)));
        }
        return new Plan(steps, timeNs + MS);
    }

    /** The same with some of its steps. */
    public Plan with(final List<Step> some)
    {
        return new Plan(some, endNs);
    }

    /** Some seeds have all kinds of faults, some a few, some one; each kind as often as it weighs. */
    private static List<Fault> kinds(final Chance chance)
    {
        final int mostPerMille = 200 + 200 * chance.below(5);
        final List<Fault> kinds = new ArrayList<>();
        for (final Fault fault : Fault.values())
        {
            final boolean isIn = chance.perMille(mostPerMille);
            for (int i = 0; isIn && i < fault.weight(); i++)
            {
                kinds.add(fault);
            }
        }
        return kinds;
    }
}
