package io.muster.session;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What the session agent counts; raised by its thread alone. */
final class SessionCounters
{
    final AtomicCounter registered;
    final AtomicCounter users;
    final AtomicCounter checkIns;
    final AtomicCounter sdkVersionMax;
    final AtomicCounter inputs;
    final AtomicCounter outputs;
    final AtomicCounter outputsDropped;
    final AtomicCounter packetsStray;
    final AtomicCounter attachesRetried;
    final AtomicCounter linkDowns;
    final AtomicCounter usersReentered;
    final AtomicCounter messagesUnknown;

    SessionCounters(final Counters counters)
    {
        registered = counters.counter("registered", "1 while the master knows this node");
        users = counters.counter("users", "users that are connected here now");
        checkIns = counters.counter("check_ins_total", "times that a player asked for the session nodes");
        sdkVersionMax = counters.counter("sdk_version_max", "the latest version of a client that checked in");
        inputs = counters.counter("inputs_total", "inputs that went to game nodes");
        outputs = counters.counter("outputs_total", "outputs that came from game nodes for players here");
        outputsDropped = counters.counter("outputs_dropped_total", "outputs without room to an event loop");
        packetsStray = counters.counter("packets_stray_total", "packets of game nodes for players not seated there");
        attachesRetried = counters.counter("attaches_retried_total", "attaches that had no answer in time");
        linkDowns = counters.counter("link_downs_total", "times that this node was declared down");
        usersReentered = counters.counter("users_reentered_total", "users entered again after this node was down");
        messagesUnknown = counters.counter("messages_unknown_total", "messages that a session node does not know");
    }
}
