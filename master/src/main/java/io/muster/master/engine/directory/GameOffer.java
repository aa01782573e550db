package io.muster.master.engine.directory;

import io.muster.codecs.GameTypes;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A game that a game node runs.
 *
 * @param typeHead first half of the game type, as {@link GameTypes} has it.
 * @param typeTail second half.
 * @param seatsMin least seats of an instance.
 * @param seatsMax most seats, and what an instance has when its creator does not say.
 */
public record GameOffer(long typeHead, long typeTail, int seatsMin, int seatsMax)
{
    /** Most seats of any instance: a bit a seat. */
    public static final int SEATS_MAX = 64;

    /** An offer as messages have it: the type as {@link GameTypes#LENGTH} bytes. */
    public static GameOffer of(final byte[] gameType, final int seatsMin, final int seatsMax)
    {
        final UnsafeBuffer type = new UnsafeBuffer(gameType);
        return new GameOffer(GameTypes.head(type, 0), GameTypes.tail(type, 0), seatsMin, seatsMax);
    }

    /** The type as messages have it. */
    public byte[] gameType()
    {
        final UnsafeBuffer type = new UnsafeBuffer(new byte[GameTypes.LENGTH]);
        GameTypes.put(type, 0, typeHead, typeTail);
        return type.byteArray();
    }

    /** Whether this is about a type. */
    public boolean isOf(final long head, final long tail)
    {
        return typeHead == head && typeTail == tail;
    }

    /** How many seats an instance gets when so many are asked for, or 0 when the game does not have that. */
    public int seatsFor(final int seatsAsked)
    {
        if (seatsAsked == 0)
        {
            return seatsMax;
        }
        return seatsAsked >= seatsMin && seatsAsked <= seatsMax ? seatsAsked : 0;
    }
}
