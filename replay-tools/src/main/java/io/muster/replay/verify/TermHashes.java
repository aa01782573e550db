package io.muster.replay.verify;

import io.muster.master.engine.log.Digest;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.log.Entry;
import io.muster.replay.log.LogReader;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A hash over all entries of each leadership term between two positions: what they are, where they end, when they were
 * recorded, and every byte that a node sent. Frames of two replicas may differ in their headers; this does not.
 */
public final class TermHashes
{
    private final SortedMap<Long, Long> byTerm = new TreeMap<>();
    private final String damage;
    private final String torn;

    private TermHashes(final LogReader reader, final long to)
    {
        Digest digest = new Digest();
        long termId = -1;
        while (reader.next())
        {
            final Entry entry = reader.entry();
            if (entry.position() > to)
            {
                // Read all the same: every frame is to be checked.
                continue;
            }
            if (entry.termId() != termId)
            {
                digest = new Digest();
                termId = entry.termId();
            }
            add(digest, entry);
            byTerm.put(termId, digest.value());
        }
        damage = reader.damage();
        torn = reader.torn();
    }

    /** Read a log to its end, and hash it to a position. Damage ends it, and is told by {@link #damage}. */
    public static TermHashes of(final ReplicaFiles files, final long from, final long to)
    {
        final LogReader reader = new LogReader(files).salvage();
        reader.seek(from);
        return new TermHashes(reader, to);
    }

    private static void add(final Digest digest, final Entry entry)
    {
        digest.add(entry.kind().ordinal());
        digest.add(entry.position());
        digest.add(entry.timestampMs());
        digest.add(entry.sessionId());
        digest.add(entry.buffer(), entry.offset(), entry.length());
    }

    SortedMap<Long, Long> byTerm()
    {
        return byTerm;
    }

    /** What ended the log early, or null. */
    String damage()
    {
        return damage;
    }

    /** How the log of a replica that was killed ends, if that is in the middle of a write; or null. */
    String torn()
    {
        return torn;
    }
}
