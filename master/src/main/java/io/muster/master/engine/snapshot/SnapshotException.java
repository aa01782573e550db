package io.muster.master.engine.snapshot;

/** A snapshot is foreign, truncated, altered, or larger than the limits of this replica. Nothing can be made of it. */
public class SnapshotException extends RuntimeException
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

    /** A snapshot that a later build has written: not damaged, and not to be thrown away. */
    static SnapshotException laterVersion(final int version, final int versionMax)
    {
        return new LaterVersion(
            "the snapshot is of schema version " + version + ", and this build reads up to " + versionMax);
    }

    /** A later build has written the snapshot, and will be able to read it. */
    public static final class LaterVersion extends SnapshotException
    {
        private static final long serialVersionUID = 1L;

        LaterVersion(final String sentence)
        {
            super(sentence);
        }
    }

    /** The records are what was written, but do not fit into the limits of this replica. */
    public static final class Misfit extends SnapshotException
    {
        private static final long serialVersionUID = 1L;

        Misfit(final String sentence)
        {
            super(sentence);
        }
    }
}
