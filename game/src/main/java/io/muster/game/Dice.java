package io.muster.game;

/**
 * A small deterministic generator (SplitMix64): the same seed gives the same numbers everywhere and for ever. Fit for
 * games, not for secrets.
 */
public final class Dice
{
    private long state;

    public Dice(final long seed)
    {
        state = seed;
    }

    /** Any of the 2^64 numbers. */
    public long next()
    {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * From 0 to {@code bound} - 1, each as likely as the others to within 1 in 2^32.
     *
     * @throws IllegalArgumentException unless the bound is positive.
     */
    public int below(final int bound)
    {
        if (bound < 1)
        {
            throw new IllegalArgumentException("nothing is below " + bound);
        }
        return (int)(((next() >>> 32) * bound) >>> 32);
    }

    /** For the host: all that must be kept to go on with the same numbers. At first the seed. */
    public long state()
    {
        return state;
    }

    /** For the host: go on with the numbers that follow a {@link #state()}. */
    public void restore(final long keptState)
    {
        state = keptState;
    }
}
