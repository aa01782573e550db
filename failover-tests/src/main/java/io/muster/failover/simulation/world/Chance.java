package io.muster.failover.simulation.world;

import java.util.SplittableRandom;

/** What is drawn for one purpose. Purposes have streams of their own, so that a draw more in one moves no other. */
public final class Chance
{
    private static final int PER_MILLE = 1_000;

    private final SplittableRandom random;

    public Chance(final long seed)
    {
        this(new SplittableRandom(seed));
    }

    private Chance(final SplittableRandom random)
    {
        this.random = random;
    }

    /** A stream for another purpose. */
    public Chance split()
    {
        return new Chance(random.split());
    }

    /** From 0 to before a number. */
    public int below(final int bound)
    {
        return random.nextInt(bound);
    }

    /** From a number to before another. */
    public long between(final long from, final long to)
    {
        return from >= to ? from : random.nextLong(from, to);
    }

    /** As likely as so many of a thousand. */
    public boolean perMille(final int times)
    {
        return times > 0 && random.nextInt(PER_MILLE) < times;
    }

    /** Any number. */
    public long any()
    {
        return random.nextLong();
    }
}
