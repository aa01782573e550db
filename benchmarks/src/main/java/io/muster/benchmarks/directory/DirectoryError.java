package io.muster.benchmarks.directory;

/** Why the benchmark refused or gave up. Codes are the console's, stable and never given a second meaning. */
enum DirectoryError
{
    /** An option is unknown, malformed or out of its range; nothing was started. */
    OPTION_REFUSED(201, 2),
    /** A file that was to be written cannot be. */
    FILE_UNWRITABLE(202, 3),
    /** The machine has less memory to spare than the engines need; nothing was started. */
    MEMORY_SHORT(231, 3),
    /** Two engines gave different answers, so their speeds mean nothing. */
    ANSWERS_DIFFER(232, 1),
    /** The process of an engine ended before it had measured. */
    ENGINE_FAILED(233, 3);

    private final int code;
    private final int exitStatus;

    DirectoryError(final int code, final int exitStatus)
    {
        this.code = code;
        this.exitStatus = exitStatus;
    }

    /** 1: a verdict, 2: asked wrongly, 3: the world is not as it must be. */
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

        private final DirectoryError error;

        private Refusal(final DirectoryError error, final String sentence)
        {
            super(String.format("M%04d %s", error.code, sentence));
            this.error = error;
        }

        DirectoryError error()
        {
            return error;
        }
    }
}
