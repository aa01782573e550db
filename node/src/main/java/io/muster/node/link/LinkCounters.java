package io.muster.node.link;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What an operator sees of the link. */
public final class LinkCounters
{
    final AtomicCounter commandsSent;
    final AtomicCounter commandsResent;
    final AtomicCounter batchesSent;
    final AtomicCounter heartbeatsSent;
    final AtomicCounter windowFull;
    final AtomicCounter windowBytes;
    final AtomicCounter eventsTaken;
    final AtomicCounter batchesSeen;
    final AtomicCounter batchesAhead;
    final AtomicCounter batchesForeign;
    final AtomicCounter batchesMalformed;
    final AtomicCounter incarnations;
    final AtomicCounter refusals;
    final AtomicCounter leaderChanges;
    final AtomicCounter sessions;
    final AtomicCounter sessionsFailed;
    final AtomicCounter position;
    final AtomicCounter registered;

    public LinkCounters(final Counters counters)
    {
        commandsSent = counters.counter("link_commands_sent_total", "commands sent to the master for the first time");
        commandsResent = counters.counter("link_commands_resent_total", "commands sent to the master again");
        batchesSent = counters.counter("link_batches_sent_total", "command batches, heartbeats included");
        heartbeatsSent = counters.counter("link_heartbeats_sent_total", "command batches without a command");
        windowFull = counters.counter("link_window_full_total", "commands put off because the window was full");
        windowBytes = counters.counter("link_window_bytes", "commands that the master has not applied yet");
        eventsTaken = counters.counter("link_events_taken_total", "events of the master taken");
        batchesSeen = counters.counter("link_event_batches_seen_total", "event batches with nothing new");
        batchesAhead = counters.counter("link_event_batches_ahead_total", "event batches dropped after a gap");
        batchesForeign = counters.counter("link_event_batches_foreign_total", "event batches of another incarnation");
        batchesMalformed = counters.counter("link_event_batches_malformed_total", "event batches that are not whole");
        incarnations = counters.counter("link_incarnations_total", "times that this node began to register");
        refusals = counters.counter("link_refusals_total", "times that the master put this node out or refused it");
        leaderChanges = counters.counter("link_leader_changes_total", "new leaders that the cluster told us of");
        sessions = counters.counter("link_sessions_total", "sessions opened with the cluster");
        sessionsFailed = counters.counter("link_sessions_failed_total", "sessions with the cluster that failed");
        position = counters.counter("link_position", "highest position of the log seen in events");
        registered = counters.counter("link_registered", "1 while the master knows this node");
    }
}
