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
}
