package io.muster.game.host;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What the game agent counts. */
final class HostCounters
{
    final AtomicCounter registered;
    final AtomicCounter eventsUnknown;
    final AtomicCounter packetsMalformed;
    final AtomicCounter packetsPressed;
    final AtomicCounter commandsStale;

    HostCounters(final Counters counters)
    {
        registered = counters.counter("registered", "1 while the master knows this node");
        eventsUnknown = counters.counter("events_unknown_total", "events of the master that are not for game nodes");
        packetsMalformed = counters.counter("packets_malformed_total", "packets of session nodes that say nothing");
        packetsPressed = counters.counter("packets_pressed_total", "packets that found their worker's ring full");
        commandsStale = counters.counter("commands_stale_total", "commands of an incarnation that is no more");
    }
}
