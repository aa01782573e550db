package io.muster.master.engine.slab;

/** Spreads the bits of a number over all of its bits, so that hashes and digests can be cheap. */
public final class Mix
{
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Mix()
    {
    }

    /**
     * A bijection in which each bit of the argument changes about half the bits of the result: the finalizer of
     * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
     */
    public static long of(final long value)
    {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /** A hash of two numbers in which their order matters. */
    public static long of(final long first, final long second)
    {
        return of(first * GOLDEN ^ second);
    }
}
