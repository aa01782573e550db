package io.muster.game.worker;

import io.muster.game.GameType;
import io.muster.game.instance.BufferPool;
import io.muster.game.instance.InstanceCounters;
import io.muster.game.instance.InstanceDirectory;
import io.muster.game.instance.InstanceLimits;
import io.muster.game.instance.MasterPublisher;
import io.muster.game.instance.PlayPublisher;
import io.muster.game.instance.TickWheel;
import io.muster.game.instance.Venue;
import io.muster.game.journal.Journal;
import io.muster.node.status.Counters;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

import java.util.List;

/**
 * The duty cycle of a worker: hears the master, hears the players, and moves every instance on by one tick when it
 * is due.
 * <p>
 * All instances of the worker are touched by this agent's thread alone.
 */
public final class WorkerAgent implements Agent
{
    private final int index;
    private final NanoClock clock;
    private final TickWheel[] wheels;
    private final InstanceDirectory instances;
    private final MasterAdapter fromMaster;
    private final PlayAdapter fromPlayers;
    private final Punctuality punctuality;

    /**
     * @param journal  of all its instances.
     * @param failures is told each game that threw; it may not throw itself.
     */
    public WorkerAgent(
        final int index,
        final NanoClock clock,
        final Lane lane,
        final List<GameType> types,
        final InstanceLimits limits,
        final InstanceCounters counted,
        final Counters counters,
        final Journal journal,
        final ErrorHandler failures)
    {
        this.index = index;
        this.clock = clock;
        final long nowNs = clock.nanoTime();
        wheels = types.stream().map((type) -> new TickWheel(type, counted, nowNs)).toArray(TickWheel[]::new);
        instances = new InstanceDirectory(wheels, limits.instancesMax(), counted);
        punctuality = new Punctuality(counters, index, nowNs);

        final PlayPublisher players = new PlayPublisher(lane.toPlayers(), counted);
        final Venue venue = new Venue(
            limits, new BufferPool(), new MasterPublisher(lane.commands()), players, journal, counted, failures);
        fromMaster = new MasterAdapter(lane.events(), instances, venue);
        fromPlayers = new PlayAdapter(lane.fromPlayers(), instances, players);
    }

    /** The master speaks first: it decides which players and instances there are. Inputs come before their tick. */
    @Override
    public int doWork()
    {
        final long nowNs = clock.nanoTime();
        return fromMaster.poll(nowNs) + fromPlayers.poll(nowNs) + tick(nowNs);
    }

    private int tick(final long nowNs)
    {
        int ticked = 0;
        for (final TickWheel wheel : wheels)
        {
            final int now = wheel.turn(nowNs, instances);
            if (now > 0)
            {
                punctuality.ticked(now, wheel.lateNs());
                ticked += now;
            }
        }
        punctuality.publish(nowNs);
        return ticked;
    }

    @Override
    public void onClose()
    {
        instances.stopAll();
    }

    @Override
    public String roleName()
    {
        return "game-worker-" + index;
    }
}
