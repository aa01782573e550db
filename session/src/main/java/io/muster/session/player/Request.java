package io.muster.session.player;

/**
 * What a player asked of the master and has no answer to; kept so that it can be asked again when our link went down
 * under it.
 */
public final class Request
{
    /** What can be asked. */
    public enum Kind
    {
        CREATE,
        JOIN,
        LEAVE
    }

    /** 0: nothing is asked. */
    public long requestSeq;
    public Kind kind;
    public long instanceId;
    public long gameTypeHead;
    public long gameTypeTail;
    public int seatsMax;

    /** No answer is missing any more. */
    public void clear()
    {
        requestSeq = 0;
    }

    public boolean isPending()
    {
        return requestSeq != 0;
    }
}
