package io.muster.failover.history.check;

/** What one key would do if everything were done at once and one after the other. States have equals and hashCode. */
public interface Model<S, T>
{
    /** Before anything was asked. */
    S first();

    /**
     * What the state becomes, or null when the answer could not have been given in this state. A call without an answer
     * does what it was meant to; null when that is nothing.
     */
    S step(S state, T what, boolean isAnswered);
}
