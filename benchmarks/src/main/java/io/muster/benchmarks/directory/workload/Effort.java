package io.muster.benchmarks.directory.workload;

/**
 * How much is measured: lists are long enough to leave the processor's caches when there are many users, and each is
 * asked for a while.
 *
 * @param lookUps      questions by id, and by name.
 * @param visits       of guilds.
 * @param ranges       of 50.
 * @param conjunctions of three conditions.
 * @param changes      updates.
 * @param mixes        rounds of the mix whose allocation is counted.
 * @param roundsNs     for which each list is asked again and again.
 */
public record Effort(int lookUps, int visits, int ranges, int conjunctions, int changes, int mixes, long roundsNs)
{
    private static final int FULL_FROM_USERS = 100_000;
    private static final long ROUNDS_NS = 1_000_000_000L;

    /** What is right for so many users. */
    public static Effort of(final int users)
    {
        final double share = Math.min(1, (double)users / FULL_FROM_USERS);
        return new Effort(
            part(300_000, share), part(2_000, share), part(20_000, share), part(5_000, share),
            part(200_000, share), part(10_000, share), (long)(ROUNDS_NS * share));
    }

    private static int part(final int full, final double share)
    {
        return Math.max(100, (int)(full * share));
    }
}
