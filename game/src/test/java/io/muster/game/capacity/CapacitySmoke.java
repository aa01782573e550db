package io.muster.game.capacity;

import com.sun.management.OperatingSystemMXBean;
import io.muster.game.GameType;
import io.muster.game.host.GameAgent;
import io.muster.game.instance.InstanceCounters;
import io.muster.game.instance.InstanceLimits;
import io.muster.game.journal.Journal;
import io.muster.game.samples.Arena;
import io.muster.game.samples.ConnectFour;
import io.muster.game.worker.Lane;
import io.muster.game.worker.WorkerAgent;
import io.muster.node.status.Counters;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How punctual a host remains when it is full: arenas with players who move and acknowledge at 20 Hz, and Connect Four
 * games in which nobody moves. In one process without Aeron: what is measured is the host. Prints how far the time
 * between two ticks of a game was off its interval.
 * <pre>
 *   CapacitySmoke [arenas] [playersPerArena] [boards] [seconds]
 * </pre>
 */
public final class CapacitySmoke
{
    private static final int WORKERS = 2;
    private static final int WARM_UP_S = 1;
    private static final int SECONDS_MAX = 8;

    private CapacitySmoke()
    {
    }

    public static void main(final String[] args)
    {
        final int arenas = argument(args, 0, 2_000);
        final int playersPerArena = argument(args, 1, 4);
        final int boards = argument(args, 2, 10_000);
        final int seconds = Math.min(SECONDS_MAX, argument(args, 3, SECONDS_MAX)); // A round is over after ten.

        final WatchedType arenaType = new WatchedType(new Arena.Type());
        final WatchedType boardType = new WatchedType(new ConnectFour.Type());
        final Counters counters = new Counters();
        final InstanceCounters counted = new InstanceCounters(counters);
        final SimulatedPlayers players = new SimulatedPlayers(arenas, playersPerArena, boards);
        final List<AgentRunner> runners = new ArrayList<>();
        final List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++)
        {
            lanes.add(Lane.ofBytes(1 << 24, 1 << 23));
            runners.add(runnerOf(new WorkerAgent(i, SystemNanoClock.INSTANCE, lanes.get(i),
                List.<GameType>of(arenaType, boardType), limits(arenas + boards), counted, counters, Journal.off(),
                Throwable::printStackTrace)));
        }
        runners.add(runnerOf(new GameAgent(
            SystemNanoClock.INSTANCE, lanes, List.of(), players::begin, players, counters)));
        runners.forEach(AgentRunner::startOnThread);

        await(() -> counted.seatsTaken.get() == players.count());
        awaitSeconds(WARM_UP_S);
        final long ticks = counted.ticks.get();
        final long skipped = counted.ticksSkipped.get();
        final long outputs = counted.outputsSent.get();
        final long inputs = counted.inputsApplied.get();
        final long cpuNs = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        arenaType.watch(true);
        boardType.watch(true);
        awaitSeconds(seconds);
        arenaType.watch(false);
        boardType.watch(false);
        final long usedNs =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() - cpuNs;
        System.out.printf(
            "%,d arenas x %d players, %,d boards, %d workers: %,d ticks/s, %,d skipped, %,d inputs/s, %,d outputs/s%n",
            arenas, playersPerArena, boards, WORKERS, (counted.ticks.get() - ticks) / seconds,
            counted.ticksSkipped.get() - skipped, (counted.inputsApplied.get() - inputs) / seconds,
            (counted.outputsSent.get() - outputs) / seconds);
        System.out.printf("  %.2f of a core, players included%n", usedNs / 1e9 / seconds);
        print("arena 50 ms", arenaType.offUs());
        print("board 100 ms", boardType.offUs());
        runners.forEach(AgentRunner::close);
    }

    private static void awaitSeconds(final int seconds)
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        await(() -> System.nanoTime() - endNs >= 0);
    }

    private static void await(final BooleanSupplier condition)
    {
        while (!condition.getAsBoolean())
        {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static InstanceLimits limits(final int instancesMax)
    {
        return new InstanceLimits(instancesMax, 64, 64 * 1024, TimeUnit.SECONDS.toNanos(1),
            TimeUnit.SECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(50));
    }

    private static AgentRunner runnerOf(final Agent agent)
    {
        return new AgentRunner(
            new BackoffIdleStrategy(10, 5, 1_000, 500_000), Throwable::printStackTrace, null, agent);
    }

    private static void print(final String what, final Histogram offUs)
    {
        System.out.printf("  %s: off by p50 %,d us, p99 %,d us, p99.9 %,d us, max %,d us (%,d intervals)%n",
            what, offUs.getValueAtPercentile(50), offUs.getValueAtPercentile(99), offUs.getValueAtPercentile(99.9),
            offUs.getMaxValue(), offUs.getTotalCount());
    }

    private static int argument(final String[] args, final int index, final int otherwise)
    {
        return index < args.length ? Integer.parseInt(args[index]) : otherwise;
    }
}
