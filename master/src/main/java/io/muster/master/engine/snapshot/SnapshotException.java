package io.muster.master.engine.snapshot;

/** A snapshot is foreign, truncated, altered, or larger than the limits of this replica. Nothing can be made of it. */
public final class SnapshotException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /** @param sentence that says what is wrong, for the operator. */
    public SnapshotException(final String sentence)
    {
        super(sentence);
    }

    /**
     * @param sentence that says what is wrong, for the operator.
     * @param cause    that found it.
     */
    public SnapshotException(final String sentence, final Throwable cause)
    {
        super(sentence, cause);
    }
}
