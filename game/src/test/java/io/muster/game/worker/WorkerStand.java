package io.muster.game.worker;

import io.muster.game.GameType;
import io.muster.game.instance.InstanceCounters;
import io.muster.game.instance.InstanceLimits;
import io.muster.game.journal.Journal;
import io.muster.node.status.Counters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One worker, with a test at the other end of its lane, and a clock that stands until it is moved. */
final class WorkerStand
{
    /** What the stand's instances keep to, unless a test says otherwise. */
    static final InstanceLimits LIMITS = new InstanceLimits(
        8, 4, 16 * 1024, TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(50));

    /** The node that inputs and acknowledgements come over. */
    private static final int NODE = 1;

    final Parrot.Type parrots = new Parrot.Type();
    final List<Throwable> failures = new ArrayList<>();
    final InstanceCounters counted;
    final Lane lane = Lane.ofBytes(1 << 18, 1 << 20);
    final Messages messages = new Messages();
    private final WorkerAgent worker;
    private long nowNs;

    WorkerStand(final InstanceLimits limits, final GameType... others)
    {
        this(limits, Journal.off(), others);
    }

    WorkerStand(final InstanceLimits limits, final Journal journal, final GameType... others)
    {
        final Counters counters = new Counters();
        final List<GameType> types = new ArrayList<>(List.of(others));
        types.add(parrots);
        counted = new InstanceCounters(counters);
        worker = new WorkerAgent(
            0, () -> nowNs, lane, types, limits, counted, counters, journal, failures::add);
    }

    /** The first game that was made. */
    Parrot parrot()
    {
        return parrots.made.get(0);
    }

    void start(final long instanceId, final String gameType, final int seatsMax)
    {
        event(messages.startInstance(instanceId, gameType, seatsMax));
    }

    void stop(final long instanceId)
    {
        event(messages.stopInstance(instanceId));
    }

    void offer(final long instanceId, final long userId, final int seat, final String name)
    {
        event(messages.offerSeat(instanceId, userId, seat, name));
    }

    void vacate(final long instanceId, final long userId)
    {
        event(messages.vacateSeat(instanceId, userId));
    }

    void newIncarnation(final int incarnation)
    {
        messages.buffer.putInt(0, incarnation);
        lane.events().write(Lane.NEW_INCARNATION, messages.buffer, 0, Integer.BYTES);
    }

    void attach(
        final int nodeId, final long instanceId, final long userId, final int attachment, final long outputSeq)
    {
        packet(nodeId, messages.attachSeat(nodeId, instanceId, userId, attachment, outputSeq));
    }

    void detach(final long instanceId, final long userId, final int attachment)
    {
        packet(NODE, messages.detachSeat(instanceId, userId, attachment));
    }

    void input(final long instanceId, final long userId, final long inputSeq, final String text)
    {
        input(instanceId, userId, inputSeq, 0, text.getBytes(StandardCharsets.US_ASCII));
    }

    void input(
        final long instanceId, final long userId, final long inputSeq, final long ackedSeq, final byte[] payload)
    {
        packet(NODE, messages.seatInput(instanceId, userId, inputSeq, ackedSeq, payload));
    }

    void ack(final long instanceId, final long userId, final long outputSeq)
    {
        packet(NODE, messages.seatAck(instanceId, userId, outputSeq));
    }

    /** Duty cycles until there is nothing to do at this moment. */
    void work()
    {
        while (worker.doWork() > 0)
        {
            Thread.onSpinWait();
        }
    }

    /** Let time go on, a millisecond at a time. */
    void pass(final int ms)
    {
        for (int i = 0; i < ms; i++)
        {
            nowNs += TimeUnit.MILLISECONDS.toNanos(1);
            work();
        }
    }

    /** The worker does nothing for so long. */
    void stall(final int ms)
    {
        nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
        work();
    }

    /** What the worker has said to the master since this was asked last. */
    List<String> commands()
    {
        final List<String> said = new ArrayList<>();
        lane.commands().read((incarnation, buffer, index, length) -> said.add(Said.of(buffer, index)));
        return said;
    }

    /** What the worker has said to session nodes since this was asked last; the node first. */
    List<String> packets()
    {
        final List<String> said = new ArrayList<>();
        while (lane.toPlayers().size() > 0)
        {
            lane.toPlayers().read((nodeId, buffer, index, length) -> said.add(nodeId + " " + Said.of(buffer, index)));
        }
        return said;
    }

    private void event(final int length)
    {
        lane.events().write(Lane.EVENT, messages.buffer, 0, length);
    }

    private void packet(final int nodeId, final int length)
    {
        lane.fromPlayers().write(nodeId + 1, messages.buffer, 0, length);
    }
}
