package io.muster.client;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a player is shown. One object per player, filled anew for each output: valid during the callback only. */
public final class Output
{
    final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    long instanceId;
    long outputSeq;
    long ackedInputSeq;
    long tick;

    Output()
    {
    }

    /** The instance that shows it. */
    public long instanceId()
    {
        return instanceId;
    }

    /** Of this player in this instance, from 1, rising by one. */
    public long outputSeq()
    {
        return outputSeq;
    }

    /** Every input up to here was given to the game. */
    public long ackedInputSeq()
    {
        return ackedInputSeq;
    }

    /** The instance's step in which it was made. */
    public long tick()
    {
        return tick;
    }

    /** The game's own bytes, at most 4,096, and nothing else. */
    public DirectBuffer payload()
    {
        return payload;
    }
}
