package io.muster.replay.log;

import io.aeron.cluster.codecs.ClusterActionRequestDecoder;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.cluster.codecs.SessionCloseEventDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionOpenEventDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import io.muster.master.engine.Engine;
import org.agrona.DirectBuffer;

/** One entry of the log; the object is used again for the next one. */
public final class Entry
{
    private static final int UNKNOWN = -1;
    private static final int SESSION_HEADER_BYTES =
        MessageHeaderDecoder.ENCODED_LENGTH + SessionMessageHeaderDecoder.BLOCK_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder session = new SessionMessageHeaderDecoder();
    private final TimerEventDecoder timer = new TimerEventDecoder();
    private final SessionOpenEventDecoder sessionOpen = new SessionOpenEventDecoder();
    private final SessionCloseEventDecoder sessionClose = new SessionCloseEventDecoder();
    private final ClusterActionRequestDecoder action = new ClusterActionRequestDecoder();
    private final NewLeadershipTermEventDecoder term = new NewLeadershipTermEventDecoder();

    private EntryKind kind = EntryKind.OTHER;
    private long position;
    private long termId = -1;
    private long timestampMs;
    private long sessionId;
    private int leaderId = UNKNOWN;
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private String words = "";

    /** @return false when it is none of Aeron Cluster's entries, or not whole. */
    boolean wrap(final DirectBuffer source, final int sourceOffset, final int sourceLength, final long endPosition)
    {
        position = endPosition;
        sessionId = 0;
        words = "";
        buffer = source;
        offset = sourceOffset;
        length = sourceLength;
        if (sourceLength < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        header.wrap(source, sourceOffset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID ||
            sourceLength < MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength())
        {
            return false;
        }
        switch (header.templateId())
        {
            case SessionMessageHeaderDecoder.TEMPLATE_ID -> onBatch(sourceOffset);
            case TimerEventDecoder.TEMPLATE_ID -> onTimer(sourceOffset);
            case NewLeadershipTermEventDecoder.TEMPLATE_ID -> onTerm(sourceOffset);
            case SessionOpenEventDecoder.TEMPLATE_ID -> onOpen(sourceOffset);
            case SessionCloseEventDecoder.TEMPLATE_ID -> onClose(sourceOffset);
            case ClusterActionRequestDecoder.TEMPLATE_ID -> onAction(sourceOffset);
            default -> kind = EntryKind.OTHER;
        }
        return true;
    }

    private void onBatch(final int at)
    {
        session.wrapAndApplyHeader(buffer, at, header);
        kind = EntryKind.BATCH;
        set(session.leadershipTermId(), session.timestamp());
        sessionId = session.clusterSessionId();
        offset = at + SESSION_HEADER_BYTES;
        length -= SESSION_HEADER_BYTES;
    }

    private void onTimer(final int at)
    {
        timer.wrapAndApplyHeader(buffer, at, header);
        kind = timer.correlationId() == Engine.TICK_TIMER_ID ? EntryKind.TICK : EntryKind.OTHER;
        set(timer.leadershipTermId(), timer.timestamp());
    }

    private void onTerm(final int at)
    {
        term.wrapAndApplyHeader(buffer, at, header);
        kind = EntryKind.TERM;
        set(term.leadershipTermId(), term.timestamp());
        leaderId = term.leaderMemberId();
        words = "leader " + leaderId + ", begins at " + term.termBaseLogPosition();
    }

    private void onOpen(final int at)
    {
        sessionOpen.wrapAndApplyHeader(buffer, at, header);
        kind = EntryKind.SESSION_OPEN;
        set(sessionOpen.leadershipTermId(), sessionOpen.timestamp());
        sessionId = sessionOpen.clusterSessionId();
        words = "answers to " + sessionOpen.responseChannel();
    }

    private void onClose(final int at)
    {
        sessionClose.wrapAndApplyHeader(buffer, at, header);
        kind = EntryKind.SESSION_CLOSE;
        set(sessionClose.leadershipTermId(), sessionClose.timestamp());
        sessionId = sessionClose.clusterSessionId();
        words = String.valueOf(sessionClose.closeReason());
    }

    private void onAction(final int at)
    {
        action.wrapAndApplyHeader(buffer, at, header);
        kind = EntryKind.ACTION;
        set(action.leadershipTermId(), action.timestamp());
        words = String.valueOf(action.action());
    }

    private void set(final long itsTermId, final long itsTimestampMs)
    {
        leaderId = itsTermId == termId ? leaderId : UNKNOWN;
        termId = itsTermId;
        timestampMs = itsTimestampMs;
    }

    public EntryKind kind()
    {
        return kind;
    }

    /** Of the log, after this entry: how the engine and its events number it. */
    public long position()
    {
        return position;
    }

    /** Leadership term. */
    public long termId()
    {
        return termId;
    }

    /** By the leader's clock, milliseconds since 1970. */
    public long timestampMs()
    {
        return timestampMs;
    }

    /** The node's cluster session, or 0. */
    public long sessionId()
    {
        return sessionId;
    }

    /** Who led when this was recorded, as far as the entries read so far tell; or -1. */
    public int leaderId()
    {
        return leaderId;
    }

    /** Holds what a node sent; until the next entry. */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /** Where it begins, message header first. */
    public int offset()
    {
        return offset;
    }

    /** Of it in bytes. */
    public int length()
    {
        return length;
    }

    /** What there is to say of an entry that is no batch. */
    public String words()
    {
        return words;
    }
}
