package io.muster.replay.text;

import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;

import java.util.function.Predicate;

/** Entries that are neither ticks nor heartbeats. */
public final class Notable implements Predicate<Entry>
{
    private final Batch batch = new Batch();

    @Override
    public boolean test(final Entry entry)
    {
        return entry.kind() == EntryKind.BATCH ?
            batch.wrap(entry.buffer(), entry.offset(), entry.length()) && batch.count() > 0 :
            entry.kind() != EntryKind.TICK;
    }
}
