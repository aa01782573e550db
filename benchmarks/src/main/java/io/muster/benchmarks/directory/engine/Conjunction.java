package io.muster.benchmarks.directory.engine;

/**
 * The users of a node that are in a state and whose rating is in a range: the first {@link #LIMIT} by rating, then id.
 *
 * @param node  to be equal to.
 * @param state to be equal to.
 * @param low   of the rating, included.
 * @param high  of the rating, included.
 */
public record Conjunction(int node, byte state, int low, int high)
{
    /** Users of an answer. */
    public static final int LIMIT = 20;
}
