package io.muster.session.player;

import io.muster.codecs.RefusalCode;

/** Where a user sits, and how far the way there is made. */
public final class Seat
{
    /** 0: nowhere. */
    public long instanceId;
    public int gameNodeId;
    /** Rises with each time that the user enters; tells the game node which of two session nodes is the later. */
    public int attachment;
    /** The last event that this follows: one that is sent again after a resume changes nothing. */
    public long eventSeq;
    /** The game node has said that it hears this player here. */
    public boolean isAttached;
    public long attachAgainNs;
    /** Outputs that the player has said it has seen. */
    public long ackedOutputSeq;
    /** Where the user sat before, and what to say to a player that goes on playing there. */
    public long closedInstanceId;
    public RefusalCode closedCode = RefusalCode.NOT_SEATED;

    public boolean isTaken()
    {
        return instanceId != 0;
    }

    void clear()
    {
        instanceId = 0;
        gameNodeId = 0;
        attachment = 0;
        eventSeq = 0;
        isAttached = false;
        ackedOutputSeq = 0;
        closedInstanceId = 0;
        closedCode = RefusalCode.NOT_SEATED;
    }
}
