package io.muster.benchmarks.capture;

/**
 * What everything stood at, at one time.
 *
 * @param packets        inputs that the session node heard and outputs that it told.
 * @param allocatedBytes of each thread of the {@link ThreadMeter}.
 * @param cpuNs          of the same.
 * @param messages       captured by both nodes.
 * @param batches        in which they were written.
 * @param capturedBytes  written by both.
 */
record Reading(
    long atNs, long packets, long[] allocatedBytes, long[] cpuNs, long messages, long batches, long capturedBytes)
{
    static Reading of(final Nodes nodes, final ThreadMeter threads)
    {
        return new Reading(
            System.nanoTime(),
            nodes.ofSession("inputs_total") + nodes.ofSession("outputs_total") -
                nodes.ofSession("outputs_dropped_total"),
            threads.allocatedBytes(),
            threads.cpuNs(),
            nodes.ofBoth("capture_messages_total"),
            nodes.ofBoth("capture_batches_total"),
            nodes.ofBoth("capture_bytes_total"));
    }
}
