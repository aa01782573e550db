package io.muster.benchmarks.directory.workload;

import io.muster.benchmarks.directory.engine.DirectoryEngine;

/** A stream of updates of users who are there: in turn another rating, and another instance or none. */
public final class Changes
{
    private static final long SEEN_MS = 1_800_000_000_000L;

    private final long[] ids;
    private final int[] ratings;
    private final long[] instances;
    private int at;
    private int lap;
    private long changes;

    /** Made before anything is measured; after so many, the users come again, with other numbers. */
    public Changes(final Population population, final int length)
    {
        ids = new long[length];
        ratings = new int[length];
        instances = new long[length];
        for (int i = 0; i < length; i++)
        {
            final long hash = Population.hash(i, 200);
            ids[i] = population.id(Population.share(hash, population.users()));
            ratings[i] = Population.rating(Population.hash(i, 201));
            instances[i] = (hash & 3) == 0 ? 0 : population.instance(Population.hash(i, 202));
        }
    }

    /** Make the next change. */
    public void next(final DirectoryEngine engine)
    {
        final int value = (at + lap) % ids.length;
        if ((changes++ & 1) == 0)
        {
            engine.rate(ids[at], ratings[value], SEEN_MS + changes);
        }
        else
        {
            engine.seat(ids[at], instances[value], SEEN_MS + changes);
        }
        if (++at == ids.length)
        {
            at = 0;
            lap++;
        }
    }
}
