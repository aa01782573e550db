package io.muster.failover.simulation.world;

/**
 * What the wire does to datagrams.
 *
 * @param lossPerMille      of datagrams that never arrive.
 * @param duplicatePerMille of datagrams that arrive twice.
 * @param latePerMille      of datagrams that take up to {@code lateMaxNs}, and so are overtaken.
 * @param delayNs           what most take, at most.
 * @param lateMaxNs         what late ones take, at most.
 */
public record Weather(int lossPerMille, int duplicatePerMille, int latePerMille, long delayNs, long lateMaxNs)
{
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    /** Nothing is lost. */
    public static final Weather FAIR = new Weather(0, 0, 0, 200 * US, 0);

    /** Some seeds have none of a kind, some much of it. */
    public static Weather draw(final Chance chance)
    {
        final int loss = chance.below(3) == 0 ? chance.below(100) : 0;
        final int duplicates = chance.below(3) == 0 ? chance.below(100) : 0;
        final int late = chance.below(2) == 0 ? chance.below(100) : 0;
        return new Weather(loss, duplicates, late, chance.between(20 * US, 2 * MS), chance.between(MS, 200 * MS));
    }
}
