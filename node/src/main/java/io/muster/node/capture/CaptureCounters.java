package io.muster.node.capture;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What is counted of a capture. */
final class CaptureCounters
{
    final AtomicCounter messages;
    final AtomicCounter dropped;
    final AtomicCounter batches;
    final AtomicCounter bytes;
    final AtomicCounter filesDropped;
    final AtomicCounter failures;
    final AtomicCounter suspended;

    CaptureCounters(final Counters counters)
    {
        messages = counters.counter("capture_messages_total", "messages captured");
        dropped = counters.counter("capture_dropped_total", "messages not captured: a ring or the disk was full");
        batches = counters.counter("capture_batches_total", "batches of messages written");
        bytes = counters.counter("capture_bytes_total", "bytes of batches written");
        filesDropped = counters.counter("capture_files_dropped_total", "oldest files deleted, to keep to capture.max");
        failures = counters.counter("capture_failures_total", "times that the files could not be written");
        suspended = counters.counter("capture_suspended", "1 while nothing is captured for want of disk");
    }
}
