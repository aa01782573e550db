package io.muster.failover.bench;

/** Why the benchmark refused or gave up. Codes are the console's, stable and never given a second meaning. */
enum FailoverError
{
    /** An option is unknown, malformed or out of its range; nothing was started. */
    OPTION_REFUSED(201, 2),
    /** A file that was to be written cannot be. */
    FILE_UNWRITABLE(202, 3),
    /** A cluster was not whole in time: before the first round, or after a restart. */
    NOT_WHOLE(234, 3),
    /** The load ended: a node was given up by its master, or a client by its cluster. */
    LOAD_ENDED(235, 3);

    private final int code;
    private final int exitStatus;

    FailoverError(final int code, final int exitStatus)
    {
        this.code = code;
        this.exitStatus = exitStatus;
    }

    int exitStatus()
    {
        return exitStatus;
    }

    /** To be thrown, with a sentence for the user. */
    Refusal because(final String sentence)
    {
        return new Refusal(this, sentence);
    }

    /** From a thread that cannot throw to the main thread: the load's media driver or its client failed. */
    static void end(final Throwable reason)
    {
        System.err.println("\nmuster: " + LOAD_ENDED.because("the load ended: " + reason).getMessage());
        System.exit(LOAD_ENDED.exitStatus);
    }

    /** Ends the benchmark with a code and a sentence. */
    static final class Refusal extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        private final FailoverError error;

        private Refusal(final FailoverError error, final String sentence)
        {
            super(String.format("M%04d %s", error.code, sentence));
            this.error = error;
        }

        FailoverError error()
        {
            return error;
        }
    }
}
