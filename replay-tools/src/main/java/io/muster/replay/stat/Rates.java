package io.muster.replay.stat;

/**
 * How many there were in each stretch of time: {@value #STRETCHES_MAX} at most, which get longer as the whole does, so
 * that memory does not depend on it.
 */
public final class Rates
{
    private static final int STRETCHES_MAX = 600;
    private static final long SECOND_MS = 1_000;

    private final long[] counts = new long[STRETCHES_MAX];
    private final long[] positions = new long[STRETCHES_MAX];
    private long stretchMs = SECOND_MS;
    private long beginMs = -1;
    private int used;

    /** Count so many at a time, which is not before an earlier one's by more than the clocks of two leaders differ. */
    void add(final long timeMs, final long position, final long count)
    {
        if (beginMs < 0)
        {
            beginMs = timeMs;
        }
        long index = Math.max(0, (timeMs - beginMs) / stretchMs);
        while (index >= STRETCHES_MAX)
        {
            halve();
            index = (timeMs - beginMs) / stretchMs;
        }
        counts[(int)index] += count;
        positions[(int)index] = position;
        used = Math.max(used, (int)index + 1);
    }

    private void halve()
    {
        for (int i = 0; i < STRETCHES_MAX; i++)
        {
            final boolean isThere = 2 * i + 1 < STRETCHES_MAX;
            counts[i] = isThere ? counts[2 * i] + counts[2 * i + 1] : 0;
            positions[i] = isThere ? Math.max(positions[2 * i], positions[2 * i + 1]) : 0;
        }
        stretchMs *= 2;
        used = (used + 1) / 2;
    }

    /** Stretches from the first to the last that has any. */
    public int size()
    {
        return used;
    }

    /** In a stretch. */
    public double perSecond(final int index)
    {
        return counts[index] * 1_000.0 / stretchMs;
    }

    double mostPerSecond()
    {
        double most = 0;
        for (int i = 0; i < used; i++)
        {
            most = Math.max(most, perSecond(i));
        }
        return most;
    }

    /** How long each is. */
    public long stretchMs()
    {
        return stretchMs;
    }

    /** When the first one begins. */
    public long beginMs()
    {
        return beginMs;
    }

    /** Of the last entry in a stretch, or before it if there is none in it. */
    public long lastPosition(final int index)
    {
        int at = index;
        while (at > 0 && positions[at] == 0)
        {
            at--;
        }
        return positions[at];
    }
}
