package io.muster.game.journal;

import org.agrona.DirectBuffer;

/** Two runs of bytes, and where they part. */
final class Bytes
{
    private Bytes()
    {
    }

    /** @return the first place at which they differ, their common length if one is longer; or -1. */
    static int firstDifference(final DirectBuffer live, final DirectBuffer now)
    {
        final int common = Math.min(live.capacity(), now.capacity());
        for (int i = 0; i < common; i++)
        {
            if (live.getByte(i) != now.getByte(i))
            {
                return i;
            }
        }
        return live.capacity() == now.capacity() ? -1 : common;
    }

    /** In words. */
    static String difference(final int place, final DirectBuffer live, final DirectBuffer now)
    {
        if (place >= live.capacity() || place >= now.capacity())
        {
            return live.capacity() + " bytes live, now " + now.capacity();
        }
        return String.format("byte %d was %02x live, and is %02x now", place, live.getByte(place), now.getByte(place));
    }
}
