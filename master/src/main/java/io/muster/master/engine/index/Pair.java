package io.muster.master.engine.index;

/** Two 32-bit numbers as one 64-bit number, which is ordered by the first of them, then by the second. */
public final class Pair
{
    /** Turns the lower half of a word, which compares as if it had no sign, into one that compares as it should. */
    static final long SIGN = 0x8000_0000L;

    private static final long LOW = 0xFFFF_FFFFL;

    private Pair()
    {
    }

    /** The pair of a first number and a second one; one that has no place in 32 bits counts as the nearest that has. */
    public static long of(final long first, final long second)
    {
        return nearest(first) << Integer.SIZE | (nearest(second) & LOW ^ SIGN);
    }

    /** The second number of a pair. */
    public static long second(final long pair)
    {
        return (int)(pair ^ SIGN);
    }

    private static long nearest(final long value)
    {
        return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
