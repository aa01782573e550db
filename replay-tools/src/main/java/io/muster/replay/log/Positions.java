package io.muster.replay.log;

import io.muster.master.recording.ReplicaFiles;

import java.util.ArrayDeque;
import java.util.function.Predicate;

/** Finds places in a log that are so many entries away. */
public final class Positions
{
    private Positions()
    {
    }

    /**
     * The position after an entry of a kind, from which on so many more of them lead to another position; or the first
     * position, if there are not as many. Reads backwards in growing stretches, so a place near the end costs little.
     *
     * @param first position to go back to at most.
     */
    public static long before(
        final ReplicaFiles files, final long first, final long from, final long count, final Predicate<Entry> kind)
    {
        final LogReader reader = new LogReader(files).salvage();
        long stretch = files.log().termBytes();
        long begin = from;
        while (begin > first)
        {
            begin = Math.max(first, from - stretch);
            stretch *= 2;
            final ArrayDeque<Long> last = new ArrayDeque<>();
            reader.seek(begin);
            while (reader.next() && reader.entry().position() <= from)
            {
                if (kind.test(reader.entry()))
                {
                    last.add(reader.entry().position());
                }
                if (last.size() > count + 1)
                {
                    last.removeFirst();
                }
            }
            if (reader.damage() != null)
            {
                return first;
            }
            if (last.size() > count)
            {
                return last.getFirst();
            }
        }
        return first;
    }
}
