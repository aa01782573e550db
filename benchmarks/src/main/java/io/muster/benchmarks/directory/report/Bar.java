package io.muster.benchmarks.directory.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What our engine is to hold, and whether it did.
 *
 * @param sentence what is asked for.
 * @param measured in words, with its unit.
 * @param isHeld   whether it is so.
 */
public record Bar(String sentence, String measured, boolean isHeld)
{
    private static final String OURS = "muster";
    private static final String CQENGINE = "cqengine";
    private static final double BYTES_PER_GIB = 1L << 30;

    /** All bars that can be judged by what was measured. */
    static List<Bar> all(final Map<String, Numbers> engines)
    {
        final List<Bar> bars = new ArrayList<>();
        final Numbers ours = engines.get(OURS);
        if (ours == null || ours.missing() != null)
        {
            return bars;
        }
        most(bars, ours, "bytesAllocatedPerOperation", "bytes allocated per operation", 0);
        most(bars, ours, "bytesPerUser", "bytes per user, all indexes included", 200);
        fasterThanPeers(bars, engines, "lookupNs", "lookup", 1);
        fasterThanPeers(bars, engines, "conjunctionNs", "conjunction", 1);
        if (engines.containsKey(CQENGINE))
        {
            final Map<String, Numbers> two = Map.of(OURS, ours, CQENGINE, engines.get(CQENGINE));
            fasterThanPeers(bars, two, "conjunctionNs", "conjunction", 5);
        }
        most(bars, ours, "restoreSecondsFor10M", "seconds to restore 10 million users", 10);
        most(bars, ours, "gibibytesFor10M", "GiB for 10 million users", 3);
        most(bars, ours, "worstCommandMs", "ms for the worst single command, the shortest of three times", 5);
        return bars;
    }

    private static void most(
        final List<Bar> bars, final Numbers ours, final String key, final String words, final double most)
    {
        final double value = ours.get(key);
        if (!Double.isNaN(value))
        {
            bars.add(new Bar(String.format(Locale.ROOT, "<= %.0f %s", most, words), number(value), value <= most));
        }
    }

    private static void fasterThanPeers(
        final List<Bar> bars,
        final Map<String, Numbers> engines,
        final String key,
        final String words,
        final double factor)
    {
        final double ours = engines.get(OURS).get(key);
        engines.forEach((name, peer) ->
        {
            if (!name.equals(OURS) && !Double.isNaN(peer.get(key)))
            {
                final double ratio = peer.get(key) / ours;
                final String sentence = factor == 1 ? words + " faster than " + name :
                    String.format(Locale.ROOT, "%s >= %.0f x as fast as %s", words, factor, name);
                bars.add(new Bar(sentence, String.format(Locale.ROOT, "%.1f x", ratio), ratio >= factor));
            }
        });
    }

    /** Three digits are as many as a benchmark knows. */
    static String number(final double value)
    {
        if (Double.isNaN(value))
        {
            return "-";
        }
        if (value == 0)
        {
            return "0";
        }
        return value < 10 ? String.format(Locale.ROOT, "%.2f", value) : value < 100 ?
            String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Gibibytes. */
    public static double gibibytes(final double bytes)
    {
        return bytes / BYTES_PER_GIB;
    }
}
