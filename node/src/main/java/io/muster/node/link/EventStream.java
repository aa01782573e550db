package io.muster.node.link;

import io.muster.codecs.EventBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * The events of one incarnation: each taken once and in order, whoever sends them and however often.
 */
final class EventStream
{
    /** What became of a batch. */
    enum Outcome
    {
        /** At least one event was new. */
        TAKEN,
        /** Every event had been taken before: the master has not heard our acknowledgement. */
        SEEN,
        /** It begins beyond the next event, which the master will send again. */
        AHEAD,
        /** It is for another node or another incarnation. */
        FOREIGN,
        /** It is not a whole event batch. */
        MALFORMED
    }

    /** Takes one event; told before it: the batch's position and applied command. */
    interface Taker
    {
        void onApplied(long appliedCommandSeq);

        void onEvent(int templateId, DirectBuffer buffer, int offset, int length);
    }

    private final int nodeId;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventBatchDecoder batch = new EventBatchDecoder();
    private long incarnation;
    private long takenSeq;
    private long position;

    EventStream(final int nodeId)
    {
        this.nodeId = nodeId;
    }

    /** Events are numbered from 1 again; the position stays, for it is the log's. */
    void begin(final long newIncarnation)
    {
        incarnation = newIncarnation;
        takenSeq = 0;
    }

    /**
     * Take what is new in a batch. The taker may begin another incarnation; the rest is dropped then.
     *
     * @param appliedMax the last command that this incarnation has numbered: the master cannot have applied more.
     */
    Outcome onBatch(
        final DirectBuffer buffer, final int offset, final int length, final long appliedMax, final Taker taker)
    {
        if (!isWhole(buffer, offset, length))
        {
            return Outcome.MALFORMED;
        }
        if (batch.nodeId() != nodeId || batch.incarnation() != incarnation)
        {
            return Outcome.FOREIGN;
        }
        if (batch.appliedCommandSeq() > appliedMax)
        {
            return Outcome.MALFORMED;
        }
        if (batch.firstEventSeq() > takenSeq + 1)
        {
            return Outcome.AHEAD;
        }

        position = Math.max(position, batch.position());
        taker.onApplied(batch.appliedCommandSeq());
        return takeNew(buffer, taker);
    }

    /** The last event taken: what the next batch of commands acknowledges. */
    long takenSeq()
    {
        return takenSeq;
    }

    /** The highest position of the log seen. */
    long position()
    {
        return position;
    }

    /** Checked as a whole before anything is taken, so that half a batch is never taken. */
    private boolean isWhole(final DirectBuffer buffer, final int offset, final int length)
    {
        final int end = offset + length;
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + EventBatchDecoder.BLOCK_LENGTH)
        {
            return false;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != EventBatchDecoder.SCHEMA_ID || header.templateId() != EventBatchDecoder.TEMPLATE_ID ||
            header.blockLength() < EventBatchDecoder.BLOCK_LENGTH)
        {
            return false;
        }
        final int groupOffset = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        if (groupOffset + EventBatchDecoder.EventsDecoder.HEADER_SIZE > end)
        {
            return false;
        }

        batch.wrapAndApplyHeader(buffer, offset, header);
        final EventBatchDecoder.EventsDecoder events = batch.events();
        while (events.hasNext())
        {
            events.next();
            final int at = batch.limit() + EventBatchDecoder.EventsDecoder.messageHeaderLength();
            if (at > end || !isMessage(buffer, at, events.messageLength(), end))
            {
                return false;
            }
            events.skipMessage();
        }
        return true;
    }

    private boolean isMessage(final DirectBuffer buffer, final int at, final int messageLength, final int end)
    {
        return at + messageLength <= end && messageLength >= MessageHeaderDecoder.ENCODED_LENGTH &&
            messageLength >= MessageHeaderDecoder.ENCODED_LENGTH + header.wrap(buffer, at).blockLength();
    }

    private Outcome takeNew(final DirectBuffer buffer, final Taker taker)
    {
        final long ofIncarnation = incarnation;
        final long firstEventSeq = batch.firstEventSeq();
        final EventBatchDecoder.EventsDecoder events = batch.sbeRewind().events();
        Outcome outcome = Outcome.SEEN;
        for (long seq = firstEventSeq; events.hasNext() && incarnation == ofIncarnation; seq++)
        {
            events.next();
            final int at = batch.limit() + EventBatchDecoder.EventsDecoder.messageHeaderLength();
            final int messageLength = events.skipMessage();
            if (seq > takenSeq)
            {
                takenSeq = seq;
                outcome = Outcome.TAKEN;
                header.wrap(buffer, at);
                taker.onEvent(header.templateId(), buffer, at, messageLength);
            }
        }
        return outcome;
    }
}
