package io.muster.master.engine.directory;

import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names what is different in two tables that should be equal. For people: it takes its time, and makes objects. */
final class Difference
{
    private Difference()
    {
    }

    /** Adds a sentence for each record that differs, in slot order, until there are so many in all. */
    static void between(
        final Table here, final Table there, final List<Field> fields, final List<String> found, final int foundMax)
    {
        if (here.slab().digest() == there.slab().digest() || found.size() >= foundMax)
        {
            return;
        }
        final int foundBefore = found.size();
        int slot = 0;
        while (slot != Slab.NONE && found.size() < foundMax)
        {
            final String difference = at(slot, here.slab(), there.slab(), fields);
            if (difference != null)
            {
                found.add(here.name() + ": " + difference);
            }
            slot = lower(here.slab().next(slot + 1), there.slab().next(slot + 1));
        }
        if (found.size() == foundBefore)
        {
            found.add(here.name() +
                ": the digests differ, and no record does: a record was changed behind the slab's back");
        }
    }

    private static int lower(final int one, final int other)
    {
        return one == Slab.NONE || other == Slab.NONE ? Math.max(one, other) : Math.min(one, other);
    }

    private static String at(final int slot, final Slab here, final Slab there, final List<Field> fields)
    {
        if (here.isLive(slot) != there.isLive(slot))
        {
            return "slot " + slot + ": a record is only " + (here.isLive(slot) ? "here" : "there");
        }
        if (!here.isLive(slot))
        {
            return null;
        }
        final List<String> parts = new ArrayList<>();
        for (int at = 0; at < here.recordBytes(); at += Long.BYTES)
        {
            if (here.getLong(slot, at) != there.getLong(slot, at))
            {
                final String part = inWord(at, slot, here, there, fields);
                if (!parts.contains(part))
                {
                    parts.add(part);
                }
            }
        }
        return parts.isEmpty() ? null : "slot " + slot + ": " + String.join(", ", parts);
    }

    private static String inWord(
        final int word, final int slot, final Slab here, final Slab there, final List<Field> fields)
    {
        for (final Field field : fields)
        {
            final boolean isInWord = field.offset() < word + Long.BYTES && field.offset() + field.bytes() > word;
            if (isInWord && (field.isText() || here.get(slot, field) != there.get(slot, field)))
            {
                return field.name() + ": " + text(here, slot, field) + " here, " + text(there, slot, field) + " there";
            }
        }
        return "the link at byte " + word + " of the record";
    }

    private static String text(final Slab slab, final int slot, final Field field)
    {
        if (!field.isText())
        {
            return Long.toString(slab.get(slot, field));
        }
        final byte[] text = new byte[field.bytes()];
        slab.buffer(slot).getBytes(slab.offset(slot) + field.offset(), text);
        return '"' + new String(text, StandardCharsets.UTF_8).replace("\0", "") + '"';
    }
}
