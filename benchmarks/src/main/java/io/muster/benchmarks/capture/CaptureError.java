package io.muster.benchmarks.capture;

/** Why the benchmark refused or gave up. Codes are the console's, stable and never given a second meaning. */
enum CaptureError
{
    /** An option is unknown, malformed or out of its range; nothing was started. */
    OPTION_REFUSED(201, 2),
    /** A file that was to be written cannot be. */
    FILE_UNWRITABLE(202, 3),
    /** A node ended before it was ready, or while it was needed. */
    NODE_FAILED(205, 3),
    /** The nodes were not ready in time. */
    NODE_LATE(206, 3);

    private final int code;
    private final int exitStatus;

    CaptureError(final int code, final int exitStatus)
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

    /** Ends the benchmark with a code and a sentence. */
    static final class Refusal extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        private final CaptureError error;

        private Refusal(final CaptureError error, final String sentence)
        {
            super(String.format("M%04d %s", error.code, sentence));
            this.error = error;
        }

        CaptureError error()
        {
            return error;
        }
    }
}
