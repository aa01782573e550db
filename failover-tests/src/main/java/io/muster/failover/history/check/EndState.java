package io.muster.failover.history.check;

import java.util.Map;

/**
 * What was acknowledged against what is there in the end, by key: how often each thing was told to have been done, how
 * often it may have been done besides, and how often it is found to have been done.
 *
 * @param lost       acknowledged, and not there.
 * @param duplicated there more often than anybody can have asked for.
 * @param unknown    there, though nobody was told so: legal, and counted.
 */
public record EndState(long lost, long duplicated, long unknown)
{
    /**
     * Compare.
     *
     * @param acknowledged by key.
     * @param unanswered   by key: may be there or not.
     * @param found        by key.
     */
    public static <K> EndState of(
        final Map<K, Long> acknowledged, final Map<K, Long> unanswered, final Map<K, Long> found)
    {
        long lost = 0;
        for (final Map.Entry<K, Long> entry : acknowledged.entrySet())
        {
            lost += Math.max(0, entry.getValue() - found.getOrDefault(entry.getKey(), 0L));
        }
        long duplicated = 0;
        long unknown = 0;
        for (final Map.Entry<K, Long> entry : found.entrySet())
        {
            final long beyond = entry.getValue() - acknowledged.getOrDefault(entry.getKey(), 0L);
            final long possible = unanswered.getOrDefault(entry.getKey(), 0L);
            unknown += Math.max(0, Math.min(beyond, possible));
            duplicated += Math.max(0, beyond - possible);
        }
        return new EndState(lost, duplicated, unknown);
    }
}
