package io.muster.replay.dump;

import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.LogReader;
import io.muster.replay.text.Batch;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the entries of a log, a line each, or a line for each command that a batch has. */
public final class Dump
{
    private static final int FLUSH_CHARS = 1 << 14;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final long DAY_MS = 86_400_000;

    private final Appendable out;
    private final Filter filter;
    private final boolean isJson;
    private final long committedPosition;
    private final Schema schema = new Schema();
    private final StringBuilder lines = new StringBuilder();
    private final MessageText message;
    private final Batch batch = new Batch();
    private long day = Long.MIN_VALUE;
    private long timeMs = Long.MIN_VALUE;
    private String time;
    private long entries;
    private long commands;
    private long shown;
    private boolean isTailTold;

    /** @param committedPosition up to which a quorum is known to have the log; {@link Long#MAX_VALUE}: not known. */
    Dump(final Appendable out, final Filter filter, final boolean isJson, final long committedPosition)
    {
        this.out = out;
        this.filter = filter;
        this.isJson = isJson;
        this.committedPosition = committedPosition;
        message = new MessageText(schema, lines, isJson);
    }

    /** All of a log in one form, for measuring. */
    public static long everything(final LogReader reader, final Appendable out)
    {
        final Dump dump = new Dump(out, new Filter(null, null, 0, 0, null, true), false, Long.MAX_VALUE);
        dump.run(reader, Long.MAX_VALUE);
        return dump.commands;
    }

    /** Write what is between where the reader stands and a position. */
    void run(final LogReader reader, final long to)
    {
        try
        {
            while (reader.next() && reader.entry().position() <= to)
            {
                entries++;
                write(reader.entry());
                if (lines.length() > FLUSH_CHARS)
                {
                    flush();
                }
            }
        }
        finally
        {
            flush();
        }
    }

    private void write(final Entry entry)
    {
        tellTail(entry);
        if (entry.kind() != EntryKind.BATCH)
        {
            if (filter.takes(entry.kind()))
            {
                writeOther(entry);
            }
            return;
        }
        if (!batch.wrap(entry.buffer(), entry.offset(), entry.length()))
        {
            writeMalformed(entry);
            return;
        }
        commands += batch.count();
        if (filter.takes(batch.nodeId()))
        {
            writeBatch(entry);
        }
    }

    private void writeMalformed(final Entry entry)
    {
        if (filter.takes(EntryKind.BATCH))
        {
            begin(entry, 0, 0, 0);
            message.write(entry.buffer(), entry.offset(), entry.length());
            end();
        }
    }

    private void writeBatch(final Entry entry)
    {
        if (batch.count() == 0 && filter.takesHeartbeats())
        {
            begin(entry, batch.nodeId(), batch.incarnation(), 0);
            lines.append(isJson ? "{\"type\":\"heartbeat\",\"ackedEventSeq\":" : "heartbeat ackedEventSeq=")
                .append(batch.ackedEventSeq()).append(isJson ? "}" : "");
            end();
        }
        while (batch.next())
        {
            final int start = lines.length();
            final long dayBefore = day;
            begin(entry, batch.nodeId(), batch.incarnation(), batch.commandSeq());
            message.write(batch.buffer(), batch.offset(), batch.length());
            if (filter.takes(schema.name(batch.templateId()), message))
            {
                end();
            }
            else
            {
                lines.setLength(start);
                day = dayBefore;
            }
        }
    }

    private void writeOther(final Entry entry)
    {
        begin(entry, 0, 0, 0);
        lines.append(isJson ? "{\"type\":\"" : "").append(entry.kind().word()).append(isJson ? "\"" : "");
        if (!entry.words().isEmpty())
        {
            lines.append(isJson ? ",\"words\":" : " ");
            if (isJson)
            {
                message.quote(entry.words());
            }
            else
            {
                lines.append(entry.words());
            }
        }
        lines.append(isJson ? "}" : "");
        end();
    }

    private void begin(final Entry entry, final int nodeId, final long incarnation, final long commandSeq)
    {
        if (isJson)
        {
            lines.append("{\"position\":").append(entry.position())
                .append(",\"timeMs\":").append(entry.timestampMs())
                .append(",\"term\":").append(entry.termId())
                .append(",\"leader\":").append(entry.leaderId())
                .append(",\"committed\":").append(committedPosition == Long.MAX_VALUE ? "null" :
                    entry.position() <= committedPosition ? "true" : "false");
            if (nodeId != 0)
            {
                lines.append(",\"node\":").append(nodeId).append(",\"incarnation\":").append(incarnation);
            }
            lines.append(commandSeq == 0 ? "" : ",\"commandSeq\":" + commandSeq).append(",\"message\":");
            return;
        }
        tellDay(entry.timestampMs());
        pad(entry.position(), 13);
        lines.append("  ").append(time(entry.timestampMs())).append("  t").append(entry.termId());
        if (nodeId != 0)
        {
            lines.append("  node ").append(nodeId);
        }
        lines.append(commandSeq == 0 ? "  " : " #" + commandSeq + "  ");
    }

    private void end()
    {
        shown++;
        lines.append(isJson ? "}\n" : "\n");
    }

    private void tellDay(final long atMs)
    {
        if (Math.floorDiv(atMs, DAY_MS) != day)
        {
            day = Math.floorDiv(atMs, DAY_MS);
            lines.append("--- ").append(DAY.format(Instant.ofEpochMilli(atMs))).append(" (UTC)\n");
        }
    }

    private void tellTail(final Entry entry)
    {
        if (!isTailTold && entry.position() > committedPosition)
        {
            isTailTold = true;
            lines.append(isJson ? "" : "--- uncommitted tail: no quorum of the replicas given has what follows\n");
        }
    }

    /** Many entries are of one millisecond. */
    private String time(final long atMs)
    {
        if (atMs != timeMs)
        {
            timeMs = atMs;
            time = TIME.format(Instant.ofEpochMilli(atMs));
        }
        return time;
    }

    private void pad(final long number, final int width)
    {
        final String digits = Long.toString(number);
        lines.append(" ".repeat(Math.max(0, width - digits.length()))).append(digits);
    }

    private void flush()
    {
        try
        {
            out.append(lines);
            lines.setLength(0);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Entries of the log that were read. */
    long entries()
    {
        return entries;
    }

    /** Commands in them. */
    long commands()
    {
        return commands;
    }

    /** Lines that were written. */
    long shown()
    {
        return shown;
    }
}
