package io.muster.master.release;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What was said to the nodes, and what could not be. Raised by the service's thread. */
public final class ReleaseCounters
{
    final AtomicCounter eventBatchesSent;
    final AtomicCounter eventResends;
    final AtomicCounter queriesAnswered;
    final AtomicCounter queriesRefused;
    final AtomicCounter queriesMalformed;
    final AtomicCounter answersDropped;
    final AtomicCounter endpointsRefused;

    public ReleaseCounters(final Counters counters)
    {
        eventBatchesSent = counters.counter("event_batches_sent_total", "datagrams of events sent to nodes");
        eventResends = counters.counter("event_resends_total", "times that events were sent again");
        queriesAnswered = counters.counter("queries_answered_total", "queries answered");
        queriesRefused = counters.counter("queries_refused_total", "queries told to ask another replica");
        queriesMalformed = counters.counter("queries_malformed_total", "frames that are no query, dropped");
        answersDropped = counters.counter("answers_dropped_total", "answers that nobody took");
        endpointsRefused = counters.counter("endpoints_refused_total", "failed tries to speak to a node");
    }
}
