package io.muster.replay.stat;

import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.LogReader;
import io.muster.replay.text.Batch;
import io.muster.replay.text.Schema;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a log comes to. */
public final class Statistics
{
    /** Ticks come every 100 ms; a silence of more than this means that nobody led. */
    private static final long SILENCE_MS = 500;
    private static final int SILENCES_MAX = 1_000;

    /** One leadership term. */
    public static final class Term
    {
        private final long termId;
        private final int leaderId;
        private final long position;
        private final long timeMs;
        private long entries;
        private long commands;

        private Term(final Entry entry)
        {
            termId = entry.termId();
            leaderId = entry.leaderId();
            position = entry.position();
            timeMs = entry.timestampMs();
        }

        public long termId()
        {
            return termId;
        }

        /** Which member led. */
        public int leaderId()
        {
            return leaderId;
        }

        /** After its first entry. */
        public long position()
        {
            return position;
        }

        /** Of its first entry. */
        public long timeMs()
        {
            return timeMs;
        }

        long entries()
        {
            return entries;
        }

        long commands()
        {
            return commands;
        }
    }

    /** A time in which nothing was recorded. */
    public record Silence(long position, long timeMs, long lengthMs)
    {
    }

    private final Schema schema = new Schema();
    private final Batch batch = new Batch();
    private final Map<EntryKind, Long> kinds = new EnumMap<>(EntryKind.class);
    private final Int2ObjectHashMap<long[]> templates = new Int2ObjectHashMap<>();
    private final List<Term> terms = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private final Rates rates = new Rates();
    private long entries;
    private long commands;
    private long heartbeats;
    private long malformed;
    private long firstMs = -1;
    private long lastMs;
    private long backwards;

    /** Read to the end. */
    public void read(final LogReader reader)
    {
        while (reader.next())
        {
            add(reader.entry());
        }
    }

    private void add(final Entry entry)
    {
        entries++;
        kinds.merge(entry.kind(), 1L, Long::sum);
        addTime(entry);
        if (terms.isEmpty() || terms.get(terms.size() - 1).termId != entry.termId())
        {
            // The entry that begins a term may be purged; then nobody knows who led.
            terms.add(new Term(entry));
        }
        final int count = entry.kind() == EntryKind.BATCH ? addBatch(entry) : 0;
        commands += count;
        rates.add(entry.timestampMs(), entry.position(), count);
        final Term term = terms.get(terms.size() - 1);
        term.entries++;
        term.commands += count;
    }

    private void addTime(final Entry entry)
    {
        final long timeMs = entry.timestampMs();
        if (firstMs < 0)
        {
            firstMs = timeMs;
        }
        else if (timeMs - lastMs > SILENCE_MS && silences.size() < SILENCES_MAX)
        {
            silences.add(new Silence(entry.position(), lastMs, timeMs - lastMs));
        }
        backwards += timeMs < lastMs ? 1 : 0;
        lastMs = timeMs;
    }

    private int addBatch(final Entry entry)
    {
        if (!batch.wrap(entry.buffer(), entry.offset(), entry.length()))
        {
            malformed++;
            return 0;
        }
        if (batch.count() == 0)
        {
            heartbeats++;
        }
        int found = 0;
        while (batch.next())
        {
            found++;
            templates.computeIfAbsent(batch.templateId(), (id) -> new long[1])[0]++;
        }
        return found;
    }

    /** Commands by their name. */
    Map<String, Long> commandsByName()
    {
        final Map<String, Long> named = new TreeMap<>();
        templates.forEach((id, count) ->
            named.put(schema.name(id) == null ? "template " + id : schema.name(id), count[0]));
        return named;
    }

    long of(final EntryKind kind)
    {
        return kinds.getOrDefault(kind, 0L);
    }

    public List<Term> terms()
    {
        return terms;
    }

    public List<Silence> silences()
    {
        return silences;
    }

    public Rates rates()
    {
        return rates;
    }

    long entries()
    {
        return entries;
    }

    long commands()
    {
        return commands;
    }

    long heartbeats()
    {
        return heartbeats;
    }

    long malformed()
    {
        return malformed;
    }

    long firstMs()
    {
        return firstMs;
    }

    long lastMs()
    {
        return lastMs;
    }

    /** How often a leader's clock was before the last entry's. */
    long backwards()
    {
        return backwards;
    }
}
