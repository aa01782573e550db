package io.muster.replay.capture;

import io.muster.codecs.CaptureWay;
import io.muster.node.capture.CaptureReader;
import io.muster.replay.log.ReplayError;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes what a node has captured, a line a message, or a line for each command and event of a batch. */
public final class CaptureDump
{
    private static final int FLUSH_CHARS = 1 << 14;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final long DAY_NS = 86_400_000_000_000L;

    private final Appendable out;
    private final CaptureFilter filter;
    private final boolean isJson;
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final MessageText message;
    private final Account account = new Account();
    private long day = Long.MIN_VALUE;

    public CaptureDump(final Appendable out, final CaptureFilter filter, final boolean isJson)
    {
        this.out = out;
        this.filter = filter;
        this.isJson = isJson;
        message = new MessageText(new Schema(), text, isJson);
    }

    /**
     * Write what a directory has of it.
     *
     * @param isSalvaged go on behind what is damaged.
     * @param err        is told what it came to.
     * @throws ReplayError.Refusal LOG_DAMAGED after all that could be written, SCHEMA_LATER.
     */
    public void print(final Path dir, final boolean isSalvaged, final PrintWriter err)
    {
        try (Passage passage = new Passage(dir, isSalvaged))
        {
            run(passage);
            final CaptureReader reader = passage.reader();
            err.println(account.summary() + (filter.isAll() ? "" : "; --all shows heartbeats too"));
            if (reader.isCutShort())
            {
                err.println("the capture is cut short: its process was killed, or writes still; what was complete is" +
                    " there");
            }
            if (reader.damage() != null)
            {
                throw ReplayError.LOG_DAMAGED.because(reader.damage() + (isSalvaged ?
                    "; damage was met " + reader.damages() + " times" : " (--salvage goes on behind it)"));
            }
        }
    }

    private void run(final Passage passage)
    {
        try
        {
            while (passage.next())
            {
                write(passage);
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

    private void write(final Passage passage)
    {
        final CaptureReader reader = passage.reader();
        final boolean isFirst = passage.messages() != account.messages();
        final boolean isTaken = filter.takesPosition(reader);
        if (isFirst)
        {
            account.take(reader);
        }
        account.takePart(passage.kind());
        if (!isTaken)
        {
            return;
        }
        if (isFirst)
        {
            writeMarks();
        }
        text.setLength(0);
        message.forget();
        final String type = writeMessage(passage);
        if (filter.takes(passage, message, type))
        {
            begin(passage);
            lines.append(text).append(isJson ? "}\n" : "\n");
            account.shown();
        }
    }

    /** What happened between two messages is told even if only some are asked for: it may be why one is missing. */
    private void writeMarks()
    {
        if (account.isDamageMet())
        {
            mark("damaged", "damage was met here, and this is what is whole behind it", 0);
        }
        if (account.isBegunAnew())
        {
            mark("began-anew", "the process began anew", 0);
        }
        if (account.missing() > 0)
        {
            mark("not-captured", account.missing() + " messages were not captured here", account.missing());
        }
    }

    private void mark(final String word, final String sentence, final long missing)
    {
        if (isJson)
        {
            lines.append("{\"mark\":\"").append(word).append('"')
                .append(missing == 0 ? "" : ",\"messages\":" + missing).append("}\n");
        }
        else
        {
            lines.append("-- ").append(sentence).append('\n');
        }
    }

    /** @return what it is. */
    private String writeMessage(final Passage passage)
    {
        switch (passage.kind())
        {
            case MOMENT:
                text.append(isJson ? "{\"type\":\"" + passage.word() + "\"}" : "");
                return passage.word();

            case HEARTBEAT:
                text.append(isJson ? "{\"type\":\"heartbeat\",\"" : "heartbeat ").append(passage.acked())
                    .append(isJson ? "\":" : "=").append(passage.ackedSeq()).append(isJson ? "}" : "");
                return CaptureFilter.HEARTBEAT;

            case REST:
                message.writeBytes(passage.buffer(), passage.offset(), passage.length());
                return message.type();

            default:
                message.write(passage.buffer(), passage.offset(), passage.length());
                return message.type();
        }
    }

    private void begin(final Passage passage)
    {
        final CaptureReader reader = passage.reader();
        final long timeNs = reader.captured().timeNs();
        if (isJson)
        {
            lines.append("{\"position\":").append(reader.captured().position())
                .append(",\"timeNs\":").append(timeNs)
                .append(",\"node\":").append(reader.nodeId())
                .append(",\"way\":\"").append(passage.word()).append('"');
            beginPart(passage, ",\"", "\":", ",\"userId\":");
            lines.append(",\"message\":");
            return;
        }
        if (Math.floorDiv(timeNs, DAY_NS) != day)
        {
            day = Math.floorDiv(timeNs, DAY_NS);
            lines.append("--- ").append(DAY.format(instant(timeNs))).append(" (UTC)\n");
        }
        lines.append(String.format("%13d  %s  %-11s", reader.captured().position(), TIME.format(instant(timeNs)),
            passage.word()));
        beginPart(passage, " ", " ", " user ");
        lines.append(text.isEmpty() ? "" : "  ");
    }

    private void beginPart(final Passage passage, final String before, final String after, final String user)
    {
        final CaptureReader reader = passage.reader();
        final String peer = passage.isOfPlayer() ? "connection" :
            reader.way() == CaptureWay.JOURNAL ? "instance" : "peer";
        if (reader.captured().peer() != 0)
        {
            lines.append(before).append(peer).append(after).append(reader.captured().peer());
        }
        if (reader.captured().userId() != 0)
        {
            lines.append(user).append(reader.captured().userId());
        }
        if (isJson && passage.incarnation() != 0)
        {
            lines.append(",\"incarnation\":").append(passage.incarnation());
        }
        if (passage.seq() != 0)
        {
            lines.append(!isJson ? " #" : passage.kind() == Passage.Kind.COMMAND ? ",\"commandSeq\":" :
                ",\"eventSeq\":").append(passage.seq());
        }
    }

    static Instant instant(final long timeNs)
    {
        return Instant.ofEpochSecond(0, timeNs);
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
}
