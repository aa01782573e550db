package io.muster.game.instance;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What the workers of one game node count, together. */
public final class InstanceCounters
{
    public final AtomicCounter instances;
    public final AtomicCounter instancesStarted;
    public final AtomicCounter instancesNotStarted;
    public final AtomicCounter gamesFailed;
    public final AtomicCounter statesFailed;
    public final AtomicCounter seatsTaken;
    public final AtomicCounter seatsDeclined;
    public final AtomicCounter seatsOverrun;
    public final AtomicCounter inputsApplied;
    public final AtomicCounter inputsRepeated;
    public final AtomicCounter inputsOutOfOrder;
    public final AtomicCounter acksMalformed;
    public final AtomicCounter outputsSent;
    public final AtomicCounter outputResends;
    public final AtomicCounter outputsPressed;
    public final AtomicCounter packetsRefused;
    public final AtomicCounter ticks;
    public final AtomicCounter ticksSkipped;

    public InstanceCounters(final Counters counters)
    {
        instances = counters.counter("instances", "instances that run or linger");
        instancesStarted = counters.counter("instances_started_total", "instances started");
        instancesNotStarted = counters.counter("instances_not_started_total", "instances that could not be started");
        gamesFailed = counters.counter("games_failed_total", "instances that ended because their game threw");
        statesFailed = counters.counter("states_failed_total", "games whose state could not be captured");
        seatsTaken = counters.counter("seats_taken", "players who sit");
        seatsDeclined = counters.counter("seats_declined_total", "players whom a game did not let in");
        seatsOverrun = counters.counter("seats_overrun_total", "players put out because too many outputs were kept");
        inputsApplied = counters.counter("inputs_applied_total", "inputs given to games");
        inputsRepeated = counters.counter("inputs_repeated_total", "inputs dropped because they were there before");
        inputsOutOfOrder = counters.counter("inputs_out_of_order_total", "inputs dropped, one before is missing");
        acksMalformed = counters.counter("acks_malformed_total", "acknowledgements of outputs that were never said");
        outputsSent = counters.counter("outputs_sent_total", "outputs handed to the network, repetitions included");
        outputResends = counters.counter("output_resends_total", "times that a player's kept outputs were sent again");
        outputsPressed = counters.counter("outputs_pressed_total", "packets to players that found their ring full");
        packetsRefused = counters.counter("packets_refused_total", "packets of players answered with SeatRefused");
        ticks = counters.counter("ticks_total", "ticks of instances");
        ticksSkipped = counters.counter("ticks_skipped_total", "ticks of instances skipped, a whole interval late");
    }
}
