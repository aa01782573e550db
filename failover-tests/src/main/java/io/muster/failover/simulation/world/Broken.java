package io.muster.failover.simulation.world;

/** An invariant does not hold. */
public final class Broken extends RuntimeException
{
    private static final long serialVersionUID = 1;

    private final String invariant;

    public Broken(final String invariant, final String sentence)
    {
        super(invariant + ": " + sentence);
        this.invariant = invariant;
    }

    /** Its name. */
    public String invariant()
    {
        return invariant;
    }
}
