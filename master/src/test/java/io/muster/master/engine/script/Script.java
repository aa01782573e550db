package io.muster.master.engine.script;

import io.muster.master.engine.Engine;
import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Entries of a log: batches and ticks, with their times. */
public final class Script
{
    private static final int ENTRY_HEADER_BYTES = 16;

    private final ExpandableArrayBuffer buffer;
    private int end;
    private int entries;
    private long commands;

    /** @param bytes that it will have, about. */
    public Script(final int bytes)
    {
        buffer = new ExpandableArrayBuffer(bytes);
    }

    /** Append a batch. */
    public void batch(final long timestampMs, final DirectBuffer batch, final int length, final int commandCount)
    {
        entry(timestampMs, length);
        buffer.putBytes(end - aligned(length), batch, 0, length);
        commands += commandCount;
    }

    /** Append a tick. */
    public void tick(final long timestampMs)
    {
        entry(timestampMs, 0);
    }

    private void entry(final long timestampMs, final int length)
    {
        buffer.putLong(end, timestampMs);
        buffer.putInt(end + Long.BYTES, length);
        end += ENTRY_HEADER_BYTES + aligned(length);
        entries++;
    }

    /** Apply entries, from the first to before another, by their number. */
    public void apply(final Engine engine, final int first, final int behindLast)
    {
        int index = 0;
        for (int entry = 0; entry < behindLast; entry++)
        {
            final int length = buffer.getInt(index + Long.BYTES);
            if (entry >= first)
            {
                apply(engine, buffer.getLong(index), index, length);
            }
            index += ENTRY_HEADER_BYTES + aligned(length);
        }
    }

    private void apply(final Engine engine, final long timestampMs, final int index, final int length)
    {
        final long position = index + ENTRY_HEADER_BYTES + aligned(length);
        if (length == 0)
        {
            engine.tick(timestampMs, position);
        }
        else if (engine.apply(timestampMs, position, buffer, index + ENTRY_HEADER_BYTES, length) != Outcome.APPLIED)
        {
            throw new AssertionError("a batch at " + position + " was not applied");
        }
    }

    /** Position behind the last entry. */
    public long position()
    {
        return end;
    }

    /** Position behind an entry that would be appended now. */
    public long positionAfter(final int length)
    {
        return end + ENTRY_HEADER_BYTES + aligned(length);
    }

    /** Batches and ticks. */
    public int entries()
    {
        return entries;
    }

    /** Commands in all batches. */
    public long commands()
    {
        return commands;
    }

    private static int aligned(final int length)
    {
        return (length + Long.BYTES - 1) & -Long.BYTES;
    }
}
