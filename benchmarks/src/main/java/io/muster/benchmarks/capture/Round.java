package io.muster.benchmarks.capture;

import java.util.concurrent.TimeUnit;

/**
 * What happened in one round.
 *
 * @param p50Us of an input's way to its echo; 0 when inputs are not paced.
 */
record Round(Reading before, Reading after, double p50Us, double p99Us)
{
    double seconds()
    {
        return (after.atNs() - before.atNs()) / (double)TimeUnit.SECONDS.toNanos(1);
    }

    long packets()
    {
        return after.packets() - before.packets();
    }

    double packetsPerSecond()
    {
        return packets() / seconds();
    }

    long messages()
    {
        return after.messages() - before.messages();
    }

    long batches()
    {
        return after.batches() - before.batches();
    }

    long capturedBytes()
    {
        return after.capturedBytes() - before.capturedBytes();
    }

    long allocatedBytes(final int thread)
    {
        return after.allocatedBytes()[thread] - before.allocatedBytes()[thread];
    }

    long cpuNs(final int thread)
    {
        return after.cpuNs()[thread] - before.cpuNs()[thread];
    }
}
