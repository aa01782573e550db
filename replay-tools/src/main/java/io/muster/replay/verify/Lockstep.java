package io.muster.replay.verify;

import io.muster.replay.log.Entry;
import io.muster.replay.log.LogReader;
import io.muster.replay.text.Batch;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;

/** Two logs, entry by entry, until one is not the other's. */
final class Lockstep
{
    private final LogReader one;
    private final LogReader other;

    Lockstep(final LogReader one, final LogReader other, final long from)
    {
        this.one = one;
        this.other = other;
        one.seek(from);
        other.seek(from);
    }

    /** @return false when one of them ends before they differ. */
    boolean toFirstDifference()
    {
        while (one.next() && other.next())
        {
            if (!TermHashes.isEqual(one.entry(), other.entry()))
            {
                return true;
            }
        }
        return false;
    }

    /** Where the entry ends that differs. */
    long position()
    {
        return one.entry().position();
    }

    /** Both entries, in words. */
    String sentence()
    {
        return "[" + text(one.entry()) + "] and [" + text(other.entry()) + "]";
    }

    private static String text(final Entry entry)
    {
        final StringBuilder text = new StringBuilder("term ").append(entry.termId()).append(", ")
            .append(entry.timestampMs()).append(" ms, ").append(entry.kind().word()).append(' ').append(entry.words());
        final Batch batch = new Batch();
        final MessageText message = new MessageText(new Schema(), text, false);
        if (batch.wrap(entry.buffer(), entry.offset(), entry.length()))
        {
            while (batch.next())
            {
                text.append("; node ").append(batch.nodeId()).append(" #").append(batch.commandSeq()).append(' ');
                message.write(batch.buffer(), batch.offset(), batch.length());
            }
        }
        return text.toString();
    }
}
