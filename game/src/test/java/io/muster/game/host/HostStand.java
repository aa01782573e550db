package io.muster.game.host;

import io.muster.game.GameType;
import io.muster.game.instance.InstanceCounters;
import io.muster.game.instance.InstanceLimits;
import io.muster.game.journal.Journal;
import io.muster.game.samples.Arena;
import io.muster.game.samples.ConnectFour;
import io.muster.game.worker.Lane;
import io.muster.game.worker.Messages;
import io.muster.game.worker.Parrot;
import io.muster.game.worker.Said;
import io.muster.game.worker.WorkerAgent;
import io.muster.node.status.Counters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A whole instance host in one thread, with two workers, between a master and session nodes written by hand. */
final class HostStand
{
    static final int WORKERS = 2;

    final FakeMaster master = new FakeMaster();
    final FakePlayers players = new FakePlayers();
    final List<String> packets = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    final Messages messages = new Messages();
    final Parrot.Type parrots = new Parrot.Type();
    final InstanceCounters counted;
    final GameAgent agent;
    private final Counters counters = new Counters();
    private final List<WorkerAgent> workers = new ArrayList<>();
    private long nowNs;

    HostStand()
    {
        this(Journal.off());
    }

    HostStand(final Journal journal)
    {
        final List<GameType> types = List.of(parrots, new Arena.Type(), new ConnectFour.Type());
        final InstanceLimits limits = new InstanceLimits(1_000, 64, 64 * 1024, TimeUnit.SECONDS.toNanos(1),
            TimeUnit.SECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(50));
        counted = new InstanceCounters(counters);
        final List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++)
        {
            lanes.add(Lane.ofBytes(1 << 16, 1 << 20));
            workers.add(new WorkerAgent(
                i, () -> nowNs, lanes.get(i), types, limits, counted, counters, journal, failures::add));
        }
        players.listener = (nodeId, buffer, index, length) -> packets.add(nodeId + " " + Said.of(buffer, index));
        agent = new GameAgent(() -> nowNs, lanes, types, master::join, players, counters);
        agent.doWork();
    }

    void say(final int stream, final int length)
    {
        players.say(stream, messages.buffer, 0, length);
    }

    void input(final int stream, final long instanceId, final long userId, final long inputSeq, final String text)
    {
        say(stream, messages.seatInput(instanceId, userId, inputSeq, 0, text.getBytes()));
    }

    void attach(final int nodeId, final long instanceId, final long userId)
    {
        say(nodeId, messages.attachSeat(nodeId, instanceId, userId, 1, 0));
    }

    /** An instance with one player in seat 0, attached. */
    void seat(final long instanceId, final String gameType, final int seatsMax, final long userId)
    {
        master.say(master.messages.startInstance(instanceId, gameType, seatsMax));
        master.say(master.messages.offerSeat(instanceId, userId, 0, "player " + userId));
        attach(1, instanceId, userId);
        work();
    }

    void work()
    {
        int work;
        do
        {
            work = agent.doWork();
            for (int i = 0; i < WORKERS; i++)
            {
                work += workers.get(i).doWork();
            }
        }
        while (work > 0);
    }

    void pass(final int ms)
    {
        for (int i = 0; i < ms; i++)
        {
            nowNs += TimeUnit.MILLISECONDS.toNanos(1);
            work();
        }
    }

    /** Packets that the game agent dropped because of their form. */
    long malformed()
    {
        return agent.counters.packetsMalformed.get();
    }

    /** What has been said to session nodes since this was asked last. */
    List<String> packets()
    {
        final List<String> said = List.copyOf(packets);
        packets.clear();
        return said;
    }
}
