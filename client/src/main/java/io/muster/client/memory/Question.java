package io.muster.client.memory;

/**
 * What a player has asked and has no answer to: a request of the master, or a query. One at a time; numbered; asked
 * again under the same number until it is answered, so that it is done once.
 */
public final class Question
{
    private static final long NEVER = Long.MAX_VALUE;

    private long seq;
    private int templateId;
    private long instanceId;
    private byte[] gameType;
    private int count;
    private boolean isSent;
    private long againNs;

    /**
     * Ask.
     *
     * @return its number, or 0 when there is a pending one.
     */
    public long ask(final int templateId, final long instanceId, final byte[] gameType, final int count)
    {
        if (isPending())
        {
            return 0;
        }
        this.templateId = templateId;
        this.instanceId = instanceId;
        this.gameType = gameType;
        this.count = count;
        isSent = false;
        againNs = NEVER;
        return ++seq;
    }

    /** Is one unanswered? */
    public boolean isPending()
    {
        return templateId != 0;
    }

    /** Is the one with this number unanswered? */
    public boolean isPending(final long seq)
    {
        return isPending() && this.seq == seq;
    }

    /** Is it unsent, or due to be sent again? */
    public boolean isToBeSent(final long nowNs)
    {
        return isPending() && (!isSent || (againNs != NEVER && nowNs - againNs >= 0));
    }

    /** It was sent. */
    public void onSent()
    {
        isSent = true;
        againNs = NEVER;
    }

    /** It was not heard: send it with the next opportunity. */
    public void sendAgain()
    {
        isSent = false;
    }

    /** Send it again at this time if there is no answer by then. */
    public void sendAgainAt(final long againNs)
    {
        this.againNs = againNs;
    }

    /**
     * An answer came.
     *
     * @return whether it answers the pending one, which is then pending no more.
     */
    public boolean onAnswer(final long seq)
    {
        final boolean isAnswer = isPending(seq);
        if (isAnswer)
        {
            templateId = 0;
        }
        return isAnswer;
    }

    /** Drop the pending one; the next has the number after this. */
    public void startAfter(final long seq)
    {
        templateId = 0;
        this.seq = seq;
    }

    /** Number of the pending one, or of the last. */
    public long seq()
    {
        return seq;
    }

    /** Message that asks it; 0 when none is pending. */
    public int templateId()
    {
        return templateId;
    }

    /** Instance of a join or leave. */
    public long instanceId()
    {
        return instanceId;
    }

    /** Game of a create or find, padded with zeros. */
    public byte[] gameType()
    {
        return gameType;
    }

    /** Seats of a create, instances of a find. */
    public int count()
    {
        return count;
    }
}
