package io.muster.node.status;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import static org.agrona.concurrent.status.CountersReader.COUNTER_LENGTH;
import static org.agrona.concurrent.status.CountersReader.METADATA_LENGTH;

/**
 * The counters of one process. They are made at start, by any thread; each is then raised by its owner, or by several
 * with {@link AtomicCounter#increment}. Counts that only rise end in {@code _total}; the others are gauges.
 */
public final class Counters
{
    /** Counters of one process; one more is a bug. */
    public static final int COUNTERS_MAX = 512;

    private final CountersManager manager = new CountersManager(
        new UnsafeBuffer(ByteBuffer.allocateDirect(COUNTERS_MAX * METADATA_LENGTH)),
        new UnsafeBuffer(ByteBuffer.allocateDirect(COUNTERS_MAX * COUNTER_LENGTH)),
        StandardCharsets.US_ASCII);
    private final Map<String, Entry> byName = new TreeMap<>();

    /** A counter with its name and what it counts. */
    record Entry(String name, String sentence, AtomicCounter counter)
    {
        boolean isTotal()
        {
            return name.endsWith("_total");
        }
    }

    /**
     * Make a counter.
     *
     * @param name     lower case letters, digits and underscores; a second counter of this name is a bug.
     * @param sentence what it counts, without a full stop.
     */
    public synchronized AtomicCounter counter(final String name, final String sentence)
    {
        if (!name.matches("[a-z][a-z0-9_]{0,63}") || byName.containsKey(name))
        {
            throw new IllegalArgumentException("no counter can be named " + name + ", or there is one");
        }
        final AtomicCounter counter = manager.newCounter(name);
        byName.put(name, new Entry(name, sentence, counter));
        return counter;
    }

    /** What a counter stands at now. Asking for one that was never made is a bug. */
    public synchronized long value(final String name)
    {
        final Entry entry = byName.get(name);
        if (entry == null)
        {
            throw new IllegalArgumentException("there is no counter " + name);
        }
        return entry.counter.get();
    }

    /** Every counter, by name. */
    synchronized Collection<Entry> entries()
    {
        return byName.values().stream().toList();
    }
}
