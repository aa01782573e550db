package io.muster.game.journal;

import io.muster.codecs.GameTypes;

/** How far the journal of one instance has come. */
public final class JournalPlace
{
    final long instanceId;
    final byte[] gameType;
    final int seatsMax;
    long step;
    long tick;
    long userId;
    /** 0: nothing was written since the last step or tick began. */
    long timeNs;

    public JournalPlace(final long instanceId, final String gameType, final int seatsMax)
    {
        this.instanceId = instanceId;
        this.gameType = GameTypes.bytesOf(gameType);
        this.seatsMax = seatsMax;
    }

    /** What follows is about this user; 0: about none. */
    public JournalPlace of(final long newUserId)
    {
        userId = newUserId;
        return this;
    }

    /** The number of the tick that what follows belongs to. */
    public void tick(final long newTick)
    {
        tick = newTick;
        begin();
    }

    /** What follows happens in one go, and has one time. */
    void begin()
    {
        timeNs = 0;
    }
}
