package io.muster.failover.history.check;

/**
 * Something that a client asked of one key.
 *
 * @param what       with its answer, if there was one.
 * @param isAnswered whether the client knows what came of it; if not, it may have happened, or may still.
 * @param returnedNs when the answer came; of no meaning without one.
 */
public record Call<T>(T what, boolean isAnswered, long invokedNs, long returnedNs)
{
    public static <T> Call<T> answered(final T what, final long invokedNs, final long returnedNs)
    {
        return new Call<>(what, true, invokedNs, returnedNs);
    }

    public static <T> Call<T> unanswered(final T what, final long invokedNs)
    {
        return new Call<>(what, false, invokedNs, Long.MAX_VALUE);
    }
}
