package io.muster.replay.capture;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.node.capture.CaptureReader;
import io.muster.replay.log.ReplayError;
import io.muster.replay.text.Batch;
import io.muster.replay.text.Events;
import io.muster.replay.text.Parts;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Goes through a capture: what {@link #next} goes to is a captured message, or a command or an event of a batch that
 * was captured, or what such a batch has behind its last whole part.
 */
final class Passage implements AutoCloseable
{
    /** What was captured, or a part of it. */
    enum Kind
    {
        MESSAGE, MOMENT, COMMAND, EVENT, HEARTBEAT, REST
    }

    private final Batch batch = new Batch();
    private final Events events = new Events();
    private final CaptureReader reader;
    private Parts parts;
    private Kind kind;
    private long firstSeq;
    private long incarnation;
    private String acked;
    private long ackedSeq;
    private long messages;

    /** @param isSalvaged go on behind what is damaged. */
    Passage(final Path dir, final boolean isSalvaged)
    {
        reader = new CaptureReader(dir, isSalvaged);
    }

    /**
     * @return false at the end, or where the reader is damaged.
     * @throws ReplayError.Refusal SCHEMA_LATER.
     */
    boolean next()
    {
        if (parts != null && kind != Kind.REST)
        {
            if (parts.next())
            {
                return true;
            }
            if (!parts.isWhole())
            {
                kind = Kind.REST;
                return true;
            }
        }
        parts = null;
        if (!reader.next())
        {
            return false;
        }
        messages++;
        requireKnownVersion();
        begin();
        return true;
    }

    private void requireKnownVersion()
    {
        final int version = reader.captured().actingVersion();
        if (version > MessageHeaderDecoder.SCHEMA_VERSION)
        {
            throw ReplayError.SCHEMA_LATER.because("after message " + (messages - 1) + " the capture is of schema" +
                " version " + version + ", and this build knows " + MessageHeaderDecoder.SCHEMA_VERSION +
                "; use the build that wrote it, or a later one");
        }
    }

    private void begin()
    {
        final boolean isMoment = way() == CaptureWay.PLAYER_CAME || way() == CaptureWay.PLAYER_WENT;
        kind = isMoment && reader.length() == 0 ? Kind.MOMENT : Kind.MESSAGE;
        incarnation = 0;
        if (way() != CaptureWay.FROM_MASTER && way() != CaptureWay.TO_MASTER)
        {
            return;
        }
        if (batch.wrap(buffer(), reader.offset(), reader.length()))
        {
            begin(Kind.COMMAND, batch.parts(), batch.firstCommandSeq());
            incarnation = batch.incarnation();
            acked = "ackedEventSeq";
            ackedSeq = batch.ackedEventSeq();
        }
        else if (events.wrap(buffer(), reader.offset(), reader.length()))
        {
            begin(Kind.EVENT, events.parts(), events.firstEventSeq());
            incarnation = events.incarnation();
            acked = "appliedCommandSeq";
            ackedSeq = events.appliedCommandSeq();
        }
    }

    private void begin(final Kind ofParts, final Parts newParts, final long seq)
    {
        firstSeq = seq;
        if (newParts.count() == 0)
        {
            kind = Kind.HEARTBEAT;
            return;
        }
        parts = newParts;
        kind = parts.next() ? ofParts : Kind.REST;
    }

    /** The capture, at the message that this is or is a part of. */
    CaptureReader reader()
    {
        return reader;
    }

    /** Captured messages gone to so far. */
    long messages()
    {
        return messages;
    }

    /** What this is. */
    Kind kind()
    {
        return kind;
    }

    /** Of the batch that this is a part of, or 0. */
    long incarnation()
    {
        return incarnation;
    }

    /** Number of the command or event that this is, or 0. */
    long seq()
    {
        return kind == Kind.COMMAND || kind == Kind.EVENT ? firstSeq + parts.index() : 0;
    }

    /** The field by which an empty batch, a HEARTBEAT, acknowledges. */
    String acked()
    {
        return acked;
    }

    /** Up to where a HEARTBEAT acknowledges. */
    long ackedSeq()
    {
        return ackedSeq;
    }

    /** Holds the message. */
    DirectBuffer buffer()
    {
        return reader.buffer();
    }

    /** Where the message begins, header first. */
    int offset()
    {
        return parts == null ? reader.offset() : kind == Kind.REST ? parts.offset() + parts.length() : parts.offset();
    }

    /** Of the message, in bytes. */
    int length()
    {
        return parts == null ? reader.length() :
            kind == Kind.REST ? reader.offset() + reader.length() - offset() : parts.length();
    }

    private CaptureWay way()
    {
        return reader.way();
    }

    /** Whether a connection of a player is the peer. */
    boolean isOfPlayer()
    {
        return switch (way())
        {
            case FROM_PLAYER, TO_PLAYER, PLAYER_CAME, PLAYER_WENT -> true;
            case FROM_MASTER, TO_MASTER, JOURNAL, NULL_VAL -> false;
        };
    }

    /** As it is printed. */
    String word()
    {
        return way() == CaptureWay.NULL_VAL ? "way-" + reader.captured().wayRaw() : word(way());
    }

    /** As a way is printed. */
    static String word(final CaptureWay way)
    {
        return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void close()
    {
        reader.close();
    }
}
