package io.muster.failover.history.check;

/** A name, which at most one client has. The state is the client, or 0. */
public final class NameModel implements Model<Long, NameModel.NameCall>
{
    /**
     * A client comes in by a name, or goes and gives it up.
     *
     * @param isTaken somebody else had it.
     */
    public record NameCall(boolean isEnter, long client, boolean isTaken)
    {
    }

    @Override
    public Long first()
    {
        return 0L;
    }

    @Override
    public Long step(final Long owner, final NameCall what, final boolean isAnswered)
    {
        if (!what.isEnter)
        {
            return owner == what.client ? 0L : null;
        }
        if (isAnswered && what.isTaken)
        {
            return owner != 0 && owner != what.client ? owner : null;
        }
        return owner == 0 || owner == what.client ? what.client : null;
    }
}
