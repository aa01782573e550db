package io.muster.failover.bench;

import io.muster.benchmarks.asked.BenchmarkError;

/** The end of a benchmark whose load ended. */
final class LoadEnd
{
    private LoadEnd()
    {
    }

    /** From a thread that cannot throw to the main thread: the load's media driver or its client failed. */
    static void end(final Throwable reason)
    {
        System.err.println("\nmuster: " + BenchmarkError.LOAD_ENDED.because("the load ended: " + reason).getMessage());
        System.exit(BenchmarkError.LOAD_ENDED.exitStatus());
    }
}
