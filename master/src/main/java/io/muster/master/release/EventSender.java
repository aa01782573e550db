package io.muster.master.release;

import io.muster.codecs.EventBatchEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.master.engine.Nodes;
import io.muster.master.engine.outbox.Outbox;
import io.muster.master.engine.outbox.OutboxReader;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Sends the nodes what is in their outboxes, as far as it is witnessed. A standby's is silent.
 * <p>
 * Nothing done here touches the engine: what was sent is only remembered, and what the node has taken comes back
 * through the log. So a sender that forgets, or a new leader's, sends again from the acknowledged point, and the node
 * drops what it has seen. Owned by the service's thread; {@link EventLines} are its only I/O, so that a simulation may
 * run it.
 */
public final class EventSender
{
    /** A node whose commands were duplicates lacks events; those under way get this long to arrive. */
    private static final long HASTE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Of one node in one cycle, so that no node's flood keeps the others waiting. */
    private static final int BATCHES_MAX = 16;
    /** So many events fill a datagram, more or less: they do not wait. */
    private static final int GATHERED_EVENTS = 128;
    private static final int EVENTS_MAX = 65_534;
    private static final int BATCH_BYTES_MAX = 65_536;
    private static final int BATCH_HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH +
        EventBatchEncoder.BLOCK_LENGTH + EventBatchEncoder.EventsEncoder.HEADER_SIZE;
    private static final int EVENT_HEADER_BYTES =
        EventBatchEncoder.EventsEncoder.sbeBlockLength() + EventBatchEncoder.EventsEncoder.messageHeaderLength();

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BATCH_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EventBatchEncoder batch = new EventBatchEncoder();
    private final Nodes nodes;
    private final EventLines lines;
    private final Feed[] feeds;
    private final ReleaseSettings settings;
    private final ReleaseCounters counters;
    private boolean isSpeaking;

    public EventSender(
        final Nodes nodes,
        final EventLines lines,
        final ReleaseSettings settings,
        final ReleaseCounters counters)
    {
        this.nodes = nodes;
        this.lines = lines;
        this.settings = settings;
        this.counters = counters;
        feeds = new Feed[nodes.slotsMax()];
    }

    /** Send what may be sent. */
    public int send(final boolean isLeader, final long witnessed, final long nowNs)
    {
        final boolean isNew = isLeader && !isSpeaking;
        isSpeaking = isLeader;
        if (!isLeader)
        {
            return 0;
        }

        int sent = 0;
        for (int i = 0; i < lines.count(); i++)
        {
            final int slot = lines.slot(i);
            final Feed feed = feedOf(slot);
            final EventLine line = lines.events(slot);
            if (isNew)
            {
                feed.rewind(nowNs);
            }
            if (line != null && feed.outbox.lastSeq() > 0)
            {
                sent += send(slot, feed, line, witnessed, nowNs);
            }
        }
        return sent;
    }

    /** A node sent again what had been applied before: it has not heard of it. */
    public void onDuplicate(final int nodeId)
    {
        final int slot = lines.slotOf(nodeId);
        if (slot != EventLines.NO_SLOT && feeds[slot] != null)
        {
            feeds[slot].isInHaste = true;
        }
    }

    private Feed feedOf(final int slot)
    {
        final Outbox outbox = nodes.outbox(slot);
        if (feeds[slot] == null || feeds[slot].outbox != outbox)
        {
            feeds[slot] = new Feed(outbox);
        }
        return feeds[slot];
    }

    private int send(
        final int slot, final Feed feed, final EventLine line, final long witnessed, final long nowNs)
    {
        if (feed.isStuck(nodes.incarnation(slot), settings.resendNs(), nowNs))
        {
            feed.rewind(nowNs);
            counters.eventResends.increment();
        }

        if (feed.isGathering(settings.gatherNs(), nowNs))
        {
            return 0;
        }

        int sent = 0;
        while (sent < BATCHES_MAX && isReady(feed.reader, witnessed) && line.hasRoom())
        {
            final int length = encode(slot, feed.reader, witnessed, line.messageBytesMax());
            if (!line.offer(buffer, length))
            {
                feed.rewind(nowNs);
                break;
            }
            feed.sentNs = nowNs;
            sent++;
        }
        counters.eventBatchesSent.getAndAdd(sent);
        return sent;
    }

    private static boolean isReady(final OutboxReader reader, final long witnessed)
    {
        return reader.isOnEvent() && reader.position() <= witnessed;
    }

    /** As many events as a datagram holds; one at least. */
    private int encode(final int slot, final OutboxReader reader, final long witnessed, final int bytesMax)
    {
        final EventBatchEncoder.EventsEncoder events = batch.wrapAndApplyHeader(buffer, 0, header)
            .incarnation(nodes.incarnation(slot))
            .firstEventSeq(reader.eventSeq())
            .nodeId(nodes.nodeId(slot))
            .eventsCount(EVENTS_MAX);

        long appliedCommandSeq = 0;
        long position = 0;
        int length = BATCH_HEADER_BYTES;
        do
        {
            events.next().putMessage(reader.buffer(), reader.offset(), reader.length());
            appliedCommandSeq = reader.appliedCommandSeq();
            position = reader.position();
            length += EVENT_HEADER_BYTES + reader.length();
            reader.advance();
        }
        while (isReady(reader, witnessed) && length + EVENT_HEADER_BYTES + reader.length() <= bytesMax);

        events.resetCountToIndex();
        batch.appliedCommandSeq(appliedCommandSeq).position(position);
        return length;
    }

    /** How far a node has been told. */
    private static final class Feed
    {
        private final Outbox outbox;
        private final OutboxReader reader;
        private long incarnation;
        private long firstSeq;
        private long progressNs;
        private long sentNs;
        private boolean isInHaste;

        private Feed(final Outbox outbox)
        {
            this.outbox = outbox;
            reader = new OutboxReader(outbox);
        }

        private void rewind(final long nowNs)
        {
            reader.seek(0);
            progressNs = nowNs;
            isInHaste = false;
        }

        /** Whether something was sent a moment ago, and there is not yet much more to send. */
        private boolean isGathering(final long gatherNs, final long nowNs)
        {
            return nowNs - sentNs < gatherNs && outbox.lastSeq() - reader.eventSeq() < GATHERED_EVENTS;
        }

        /** Whether something was sent, and nothing acknowledged for too long. */
        private boolean isStuck(final long currentIncarnation, final long resendNs, final long nowNs)
        {
            final boolean hasMoved = incarnation != currentIncarnation || firstSeq != outbox.firstSeq();
            final boolean hasSent = reader.eventSeq() > outbox.firstSeq();
            if (hasMoved || !hasSent)
            {
                incarnation = currentIncarnation;
                firstSeq = outbox.firstSeq();
                progressNs = nowNs;
                isInHaste &= hasSent;
                return false;
            }
            return nowNs - progressNs > (isInHaste ? HASTE_NS : resendNs);
        }
    }
}
