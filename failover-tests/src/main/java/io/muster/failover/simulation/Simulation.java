package io.muster.failover.simulation;

import io.muster.failover.simulation.fault.Faults;
import io.muster.failover.simulation.fault.Plan;
import io.muster.failover.simulation.fault.Shape;
import io.muster.failover.simulation.invariant.Judge;
import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.node.Crowd;
import io.muster.failover.simulation.world.Broken;
import io.muster.failover.simulation.world.Chance;
import io.muster.failover.simulation.world.Process;
import io.muster.failover.simulation.world.Schedule;
import io.muster.failover.simulation.world.Tally;
import io.muster.failover.simulation.world.Weather;
import io.muster.failover.simulation.world.Wire;

/** One world from one seed: made, run to its end, and judged all the while. */
public final class Simulation
{
    private static final long US = 1_000L;
    private static final long MS = 1_000_000L;
    private static final long COME_BACK_NS = 100 * MS;
    private static final long LOOK_NS = 50 * MS;
    /** In which everything must have come to rest once nothing goes wrong any more, in virtual time. */
    private static final long REST_NS = 30_000 * MS;
    private static final long BUSY_NS = 100 * US;
    private static final int FIRST_HOST_ID = 11;

    private final Schedule schedule = new Schedule();
    private final Tally tally = new Tally();
    private final Shape shape;
    private final Plan plan;
    private final Wire wire;
    private final Judge judge;
    private final Cluster cluster;
    private final Crowd crowd;
    private final Faults faults;
    private final Chance cycles;
    private boolean isCalm;
    private boolean isAtRest;

    private Simulation(final long seed, final Plan givenPlan, final int acts)
    {
        final Chance chance = new Chance(seed);
        shape = Shape.draw(chance.split());
        final Chance planChance = chance.split();
        plan = givenPlan != null ? givenPlan :
            Plan.draw(planChance, acts, shape.players(), shape.actNs(), shape.faultNs());
        wire = new Wire(schedule, chance.split(), tally, shape.weather());
        judge = new Judge(shape.log().engine(), tally);
        cluster = new Cluster(shape.log(), schedule, wire, tally, chance.split(), judge);
        crowd = new Crowd(schedule, cluster, chance.split(), judge);
        faults = new Faults(schedule, cluster, crowd.nodes(), tally);
        cycles = chance.split();
        populate();
    }

    /** What a seed comes to. @param acts steps of players. */
    public static Simulation of(final long seed, final int acts)
    {
        return new Simulation(seed, null, acts);
    }

    /** A seed's world with another plan than its own. */
    public static Simulation of(final long seed, final Plan plan)
    {
        return new Simulation(seed, plan, 0);
    }

    private void populate()
    {
        for (int i = 0; i < shape.carriers(); i++)
        {
            crowd.addCarrier(1 + i);
        }
        for (int i = 0; i < shape.hosts(); i++)
        {
            crowd.addHost(FIRST_HOST_ID + i, shape.capacity(), i == 0 ? 2 : 1);
        }
        crowd.addPlayers(shape.players());
        judge.watch(cluster, crowd);
    }

    /**
     * Run it to its end.
     *
     * @throws Broken when an invariant does not hold.
     */
    public void run()
    {
        cluster.start();
        cluster.members().forEach((member) -> cycleAfter(member, cycles.between(0, MS)));
        crowd.nodes().forEach((node) ->
        {
            node.start(0);
            cycleAfter(node, cycles.between(0, MS));
        });
        plan.steps().forEach((step) -> schedule.after(step.timeNs(), () -> take(step)));
        schedule.after(COME_BACK_NS, this::comeBack);
        schedule.after(plan.endNs(), this::calm);
        while (!isAtRest)
        {
            schedule.step();
        }
        judge.finish();
    }

    private void cycleAfter(final Process process, final long delayNs)
    {
        schedule.after(delayNs, () ->
        {
            final int work = process.cycle(schedule.nowNs());
            if (work > 0)
            {
                tally.event();
            }
            cycleAfter(process, work > 0 ? BUSY_NS : cycles.between(BUSY_NS, shape.log().cycleNs()));
        });
    }

    private void take(final Plan.Step step)
    {
        if (step.fault() == null)
        {
            tally.event();
            crowd.act(step.who(), step.roll());
        }
        else
        {
            faults.inject(step);
        }
    }

    private void comeBack()
    {
        crowd.comeBack(isCalm);
        schedule.after(COME_BACK_NS, this::comeBack);
    }

    /** From here on nothing goes wrong. */
    private void calm()
    {
        isCalm = true;
        wire.weather(Weather.FAIR);
        faults.heal();
        crowd.calm();
        final long deadlineNs = schedule.nowNs() + REST_NS;
        look(deadlineNs);
    }

    private void look(final long deadlineNs)
    {
        final String unrest = judge.unrest();
        isAtRest = unrest == null;
        if (!isAtRest && schedule.nowNs() > deadlineNs)
        {
            throw new Broken("EverythingComesToRest", unrest + ", " + REST_NS / MS + " ms after the last fault");
        }
        schedule.after(LOOK_NS, () -> look(deadlineNs));
    }

    /** How everything is, for who looks into a failure. */
    public String state()
    {
        return judge.state();
    }

    /** A number that another run of the same seed has too. */
    public long hash()
    {
        return judge.hash();
    }

    public Tally tally()
    {
        return tally;
    }

    public Plan plan()
    {
        return plan;
    }

    /** Virtual time that has passed. */
    public long nowNs()
    {
        return schedule.nowNs();
    }
}
