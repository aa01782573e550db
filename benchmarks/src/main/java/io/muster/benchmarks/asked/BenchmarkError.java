package io.muster.benchmarks.asked;

/**
 * Why a benchmark refused or gave up. Codes are stable and never given a second meaning; those below 210 are the
 * console's, and mean what they mean there.
 */
public enum BenchmarkError
{
    /** An option is unknown, malformed or out of its range; nothing was started. */
    OPTION_REFUSED(201, 2),
    /** A file that was to be written cannot be. */
    FILE_UNWRITABLE(202, 3),
    /** A node ended before it was ready, or while it was needed. */
    NODE_FAILED(205, 3),
    /** The nodes were not ready in time. */
    NODE_LATE(206, 3),
    /** The machine has less memory to spare than the engines need; nothing was started. */
    MEMORY_SHORT(251, 3),
    /** Two engines gave different answers, so their speeds mean nothing. */
    ANSWERS_DIFFER(252, 1),
    /** The process of an engine ended before it had measured. */
    ENGINE_FAILED(253, 3),
    /** A cluster was not whole in time: before the first round, or after a restart. */
    NOT_WHOLE(254, 3),
    /** The load ended: a node was given up by its master, or a client by its cluster. */
    LOAD_ENDED(255, 3);

    private final int code;
    private final int exitStatus;

    BenchmarkError(final int code, final int exitStatus)
    {
        this.code = code;
        this.exitStatus = exitStatus;
    }

    /** 1: a verdict, 2: asked wrongly, 3: the world is not as it must be. */
    public int exitStatus()
    {
        return exitStatus;
    }

    /** To be thrown, with a sentence for the user. */
    public Refusal because(final String sentence)
    {
        return new Refusal(this, sentence);
    }

    /** Ends the benchmark with a code and a sentence. */
    public static final class Refusal extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        private final BenchmarkError error;

        private Refusal(final BenchmarkError error, final String sentence)
        {
            super(String.format("M%04d %s", error.code, sentence));
            this.error = error;
        }

        /** What it is about. */
        public BenchmarkError error()
        {
            return error;
        }
    }
}
