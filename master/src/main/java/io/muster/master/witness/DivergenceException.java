package io.muster.master.witness;

/** Two other replicas agree with each other and not with this one: its state is wrong, and it has to stop. */
public final class DivergenceException extends IllegalStateException
{
    private static final long serialVersionUID = 1;

    private final long agreedPosition;

    DivergenceException(
        final long position,
        final int memberId,
        final int otherMemberId,
        final long digest,
        final long agreedPosition)
    {
        super("at position " + position + " members " + memberId + " and " + otherMemberId + " agree on digest " +
            Long.toHexString(digest) + ", and this replica has another: it stops, to come back from snapshot and log");
        this.agreedPosition = agreedPosition;
    }

    /** The highest position at which another replica was known to have had the same result. */
    public long agreedPosition()
    {
        return agreedPosition;
    }
}
