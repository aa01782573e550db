package io.muster.master.witness;

/** Two other replicas agree with each other and not with this one: its state is wrong, and it has to stop. */
public final class DivergenceException extends IllegalStateException
{
    private static final long serialVersionUID = 1;

    DivergenceException(final long position, final int memberId, final int otherMemberId, final long digest)
    {
        super("at position " + position + " members " + memberId + " and " + otherMemberId + " agree on digest " +
            Long.toHexString(digest) + ", and this replica has another: it stops, to come back from snapshot and log");
    }
}
