package io.muster.failover.simulation;

/** Why the simulator refused or gave up. Codes are the console's, stable and never given a second meaning. */
enum SimulateError
{
    /** An option is unknown, malformed or out of its range; nothing was started. */
    OPTION_REFUSED(201, 2),
    /** A file that was to be written cannot be. */
    FILE_UNWRITABLE(202, 3),
    /** The sources of the project are not there, or are not those that the list of defects was written for. */
    SOURCES_DIFFER(261, 3);

    private final int code;
    private final int exitStatus;

    SimulateError(final int code, final int exitStatus)
    {
        this.code = code;
        this.exitStatus = exitStatus;
    }

    /** To be thrown, with a sentence for the user. */
    Refusal because(final String sentence)
    {
        return new Refusal(this, sentence);
    }

    /** Ends the simulator with a code and a sentence. */
    static final class Refusal extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        private final SimulateError error;

        private Refusal(final SimulateError error, final String sentence)
        {
            super(String.format("M%04d %s", error.code, sentence));
            this.error = error;
        }

        int exitStatus()
        {
            return error.exitStatus;
        }
    }
}
