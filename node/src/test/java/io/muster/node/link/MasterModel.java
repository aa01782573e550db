package io.muster.node.link;

import io.muster.codecs.CommandBatchDecoder;
import io.muster.codecs.CommandsAppliedEncoder;
import io.muster.codecs.CommandsWantedEncoder;
import io.muster.codecs.DeregisterNodeDecoder;
import io.muster.codecs.EventBatchEncoder;
import io.muster.codecs.LinkRefusedEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeDownEncoder;
import io.muster.codecs.NodeRegisteredEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RegisterNodeDecoder;
import io.muster.codecs.UserDetachDecoder;
import io.muster.codecs.UserLeftEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of the master as the link of one node needs: {@code UserDetach} is answered by {@code UserLeft} with the same
 * user. Answers to batches in order, once, as ARCHITECTURE.md says; everything is kept for the test to look at.
 */
final class MasterModel
{
    static final long LEASE_MS = 3_000;

    long leaseMs = LEASE_MS;

    private static final int EVENTS_PER_BATCH_MAX = 16;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();
    private final UserDetachDecoder userDetach = new UserDetachDecoder();
    private final int nodeId;

    /** Users of the commands applied, in all incarnations. */
    final List<Long> applied = new ArrayList<>();
    /** Refusals to be told on the egress. */
    final List<byte[]> refusals = new ArrayList<>();
    private final List<Event> outbox = new ArrayList<>();
    private long incarnation;
    private long commandSeq;
    private long eventSeq;
    private long ackedEventSeq;
    private boolean isUp;
    private boolean isWantedTold;
    long batches;
    long position;

    private record Event(long seq, long appliedCommandSeq, byte[] message)
    {
    }

    MasterModel(final int nodeId)
    {
        this.nodeId = nodeId;
    }

    void onBatch(final DirectBuffer buffer, final int offset)
    {
        batches++;
        position += 64;
        batch.wrapAndApplyHeader(buffer, offset, header);
        final long ofIncarnation = batch.incarnation();
        final long firstSeq = batch.firstCommandSeq();
        final long acked = batch.ackedEventSeq();
        final CommandBatchDecoder.CommandsDecoder commands = batch.commands();
        if (ofIncarnation < incarnation)
        {
            refuse(ofIncarnation, RefusalCode.INCARNATION_STALE);
        }
        else if (ofIncarnation > incarnation && firstSeq == 1 && commands.count() > 0)
        {
            incarnation = ofIncarnation;
            commandSeq = 0;
            eventSeq = 0;
            ackedEventSeq = 0;
            outbox.clear();
            isUp = true;
            apply(buffer, firstSeq, commands);
        }
        else if (ofIncarnation > incarnation || !isUp)
        {
            refuse(ofIncarnation, RefusalCode.NODE_UNKNOWN);
        }
        else
        {
            acknowledge(acked);
            apply(buffer, firstSeq, commands);
        }
    }

    /** The node was silent. */
    void declareDown(final RefusalCode code)
    {
        if (isUp)
        {
            final UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
            final int length = new NodeDownEncoder().wrapAndApplyHeader(message, 0, headerEncoder).code(code)
                .encodedLength();
            say(message, length);
            isUp = false;
        }
    }

    /** Everything of the past is forgotten, as if the node had never been. */
    void forget()
    {
        isUp = false;
        outbox.clear();
    }

    /** Event batches from the acknowledged point, each written to the buffer and given to the sink. */
    void sendEvents(final MutableDirectBuffer buffer, final BatchSink sink)
    {
        for (int from = 0; from < outbox.size(); from += EVENTS_PER_BATCH_MAX)
        {
            final List<Event> some = outbox.subList(from, Math.min(outbox.size(), from + EVENTS_PER_BATCH_MAX));
            final Event last = some.get(some.size() - 1);
            final EventBatchEncoder encoder = new EventBatchEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder)
                .incarnation(incarnation)
                .firstEventSeq(some.get(0).seq)
                .appliedCommandSeq(last.appliedCommandSeq)
                .position(position)
                .nodeId(nodeId);
            final EventBatchEncoder.EventsEncoder events = encoder.eventsCount(some.size());
            for (final Event event : some)
            {
                events.next().putMessage(event.message, 0, event.message.length);
            }
            sink.onBatch(buffer, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        }
    }

    boolean isUp()
    {
        return isUp;
    }

    int outboxSize()
    {
        return outbox.size();
    }

    long incarnation()
    {
        return incarnation;
    }

    interface BatchSink
    {
        void onBatch(DirectBuffer buffer, int length);
    }

    private void acknowledge(final long acked)
    {
        check(acked <= eventSeq, "the node has acknowledged what was never said");
        ackedEventSeq = Math.max(ackedEventSeq, acked);
        outbox.removeIf((event) -> event.seq <= ackedEventSeq);
    }

    private void apply(
        final DirectBuffer buffer, final long firstSeq, final CommandBatchDecoder.CommandsDecoder commands)
    {
        if (firstSeq > commandSeq + 1)
        {
            wantFromNext();
            return;
        }

        final long eventSeqBefore = eventSeq;
        final long commandSeqBefore = commandSeq;
        for (long seq = firstSeq; commands.hasNext(); seq++)
        {
            commands.next();
            final int at = batch.limit() + CommandBatchDecoder.CommandsDecoder.messageHeaderLength();
            commands.skipMessage();
            if (seq > commandSeq)
            {
                commandSeq = seq;
                isWantedTold = false;
                applyOne(buffer, at);
            }
        }
        if (commandSeq != commandSeqBefore && eventSeq == eventSeqBefore)
        {
            final UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
            say(message, new CommandsAppliedEncoder().wrapAndApplyHeader(message, 0, headerEncoder)
                .commandSeq(commandSeq).encodedLength());
        }
    }

    private void applyOne(final DirectBuffer buffer, final int at)
    {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
        header.wrap(buffer, at);
        switch (header.templateId())
        {
            case RegisterNodeDecoder.TEMPLATE_ID ->
            {
                check(commandSeq == 1, "a registration is the first command");
                say(message, new NodeRegisteredEncoder().wrapAndApplyHeader(message, 0, headerEncoder)
                    .leaseMs(leaseMs).encodedLength());
            }
            case UserDetachDecoder.TEMPLATE_ID ->
            {
                final long userId = userDetach.wrapAndApplyHeader(buffer, at, header).userId();
                applied.add(userId);
                // Only some commands are answered, so that CommandsApplied is needed too.
                if (userId % 4 != 3)
                {
                    say(message, new UserLeftEncoder().wrapAndApplyHeader(message, 0, headerEncoder)
                        .connectionId(0).userId(userId).encodedLength());
                }
            }
            case DeregisterNodeDecoder.TEMPLATE_ID -> declareDown(RefusalCode.NODE_STOPPED);
            default -> throw new IllegalStateException("no such command: " + header.templateId());
        }
    }

    private void wantFromNext()
    {
        if (!isWantedTold)
        {
            isWantedTold = true;
            final UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
            say(message, new CommandsWantedEncoder().wrapAndApplyHeader(message, 0, headerEncoder)
                .commandSeq(commandSeq + 1).encodedLength());
        }
    }

    private void say(final UnsafeBuffer message, final int length)
    {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + length];
        message.getBytes(0, bytes);
        outbox.add(new Event(++eventSeq, commandSeq, bytes));
    }

    private void refuse(final long ofIncarnation, final RefusalCode code)
    {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
        final int length = new LinkRefusedEncoder().wrapAndApplyHeader(message, 0, headerEncoder)
            .incarnation(ofIncarnation).nodeId(nodeId).code(code).encodedLength();
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + length];
        message.getBytes(0, bytes);
        refusals.add(bytes);
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
