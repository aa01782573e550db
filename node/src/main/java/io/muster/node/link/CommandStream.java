package io.muster.node.link;

import io.muster.codecs.CommandBatchEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands of one incarnation on their way: what is sent when, in which batch, and what is sent again.
 * <p>
 * Everything unsent goes out at once when nothing is on its way; while something is, a batch that is not full waits a
 * little for more. Everything from the first unapplied command goes out again (go-back-N) when the leader is new or
 * nothing was applied for a while, and from the command that the master wants when it has seen a gap.
 */
final class CommandStream
{
    private static final int BATCHES_PER_POLL_MAX = 32;
    private static final int COMMANDS_PER_BATCH_MAX = 8_192;
    private static final int BATCH_BYTES_MAX = 64 * 1024;
    private static final int RESENDS_MAX = 5;
    private static final int HEARTBEATS_PER_LEASE = 4;
    private static final int BATCH_HEAD_BYTES = MessageHeaderEncoder.ENCODED_LENGTH +
        CommandBatchEncoder.BLOCK_LENGTH + CommandBatchEncoder.CommandsEncoder.HEADER_SIZE;

    private final LinkSettings settings;
    private final LinkCounters counters;
    private final CommandWindow window;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BATCH_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandBatchEncoder batch = new CommandBatchEncoder();

    private long incarnation;
    /** The next command to be sent; those from the window's first up to here are on their way. */
    private long nextSeq;
    /** The last command that was ever sent, so that what is sent again can be counted. */
    private long sentSeq;
    private boolean isUnsent;
    private long unsentNs;
    private boolean isAckWanted;
    private long ackWantedNs;
    private long sentNs;
    private long progressNs;
    private int resends;
    private long heartbeatNs;

    CommandStream(final LinkSettings settings, final LinkCounters counters)
    {
        this.settings = settings;
        this.counters = counters;
        window = new CommandWindow(settings.windowBytes, settings.commandsMax);
    }

    /** Forget everything, and number from 1 again. */
    void begin(final long newIncarnation)
    {
        incarnation = newIncarnation;
        window.clear();
        nextSeq = 1;
        sentSeq = 0;
        isUnsent = false;
        isAckWanted = false;
        resends = 0;
        heartbeatNs = settings.heartbeatNs;
        counters.windowBytes.setRelease(0);
    }

    /** The master has told how long we may be silent: a heartbeat may be lost, and the next, and we still live. */
    void onLease(final long leaseNs)
    {
        heartbeatNs = Math.min(settings.heartbeatNs, leaseNs / HEARTBEATS_PER_LEASE);
    }

    /** @return false: the window is full. */
    boolean append(final DirectBuffer command, final int offset, final int length)
    {
        return window.append(command, offset, length);
    }

    /** The last command that has a number. */
    long lastSeq()
    {
        return window.lastSeq();
    }

    void onApplied(final long nowNs, final long appliedSeq)
    {
        if (appliedSeq >= window.firstSeq())
        {
            window.trim(appliedSeq);
            nextSeq = Math.max(nextSeq, window.firstSeq());
            progressNs = nowNs;
            resends = 0;
            counters.windowBytes.setRelease(window.bytes());
        }
    }

    /** The master has seen a gap, and wants everything from here. */
    void onWanted(final long nowNs, final long wantedSeq)
    {
        if (wantedSeq >= window.firstSeq() && wantedSeq < nextSeq)
        {
            nextSeq = wantedSeq;
            progressNs = nowNs;
        }
    }

    /** There is a new way to the master; what was on the old one may be lost. */
    void onNewWay(final long nowNs)
    {
        nextSeq = window.firstSeq();
        progressNs = nowNs;
        resends = 0;
    }

    /** Commands were sent again and again, and none was applied: the way leads nowhere. */
    boolean isStuck()
    {
        return resends >= RESENDS_MAX;
    }

    /** The master waits for an acknowledgement: it goes with the next batch, or with an empty one soon. */
    void wantAck(final long nowNs)
    {
        if (!isAckWanted)
        {
            isAckWanted = true;
            ackWantedNs = nowNs;
        }
    }

    /** Send what is due, acknowledging every event up to {@code takenSeq}. @return batches sent. */
    int poll(final long nowNs, final Ingress ingress, final long takenSeq)
    {
        if (isOnItsWay() && nowNs - progressNs >= settings.resendNs)
        {
            nextSeq = window.firstSeq();
            progressNs = nowNs;
            resends++;
        }
        if (!isUnsent && nextSeq <= window.lastSeq())
        {
            isUnsent = true;
            unsentNs = nowNs;
        }

        final int bytesMax = Math.min(BATCH_BYTES_MAX, ingress.messageBytesMax()) - BATCH_HEAD_BYTES;
        int batches = 0;
        while (batches < BATCHES_PER_POLL_MAX && isWorthSending(nowNs, bytesMax))
        {
            final int count = window.countThatFit(nextSeq, bytesMax, COMMANDS_PER_BATCH_MAX);
            if (!send(nowNs, ingress, takenSeq, count))
            {
                break;
            }
            batches++;
        }
        return batches;
    }

    /** Send an empty batch when an acknowledgement or a sign of life is due. @return batches sent. */
    int heartbeat(final long nowNs, final Ingress ingress, final long takenSeq)
    {
        final boolean isDue = nowNs - sentNs >= heartbeatNs ||
            isAckWanted && nowNs - ackWantedNs >= settings.ackDelayNs;
        if (isDue && send(nowNs, ingress, takenSeq, 0))
        {
            counters.heartbeatsSent.incrementRelease();
            return 1;
        }
        return 0;
    }

    private boolean isOnItsWay()
    {
        return nextSeq > window.firstSeq();
    }

    private boolean isWorthSending(final long nowNs, final int bytesMax)
    {
        return nextSeq <= window.lastSeq() && (!isOnItsWay() || nowNs - unsentNs >= settings.batchDelayNs ||
            window.bytesFrom(nextSeq) >= bytesMax);
    }

    private boolean send(final long nowNs, final Ingress ingress, final long takenSeq, final int count)
    {
        batch.wrapAndApplyHeader(buffer, 0, header)
            .incarnation(incarnation)
            .firstCommandSeq(nextSeq)
            .ackedEventSeq(takenSeq)
            .nodeId(settings.nodeId)
            .commandsCount(count);
        // The window keeps commands as the group has them, so they need not be encoded one by one.
        final int commandBytes = count == 0 ? 0 : window.copy(nextSeq, count, buffer, BATCH_HEAD_BYTES);
        if (!ingress.offer(buffer, 0, BATCH_HEAD_BYTES + commandBytes))
        {
            return false;
        }

        if (!isOnItsWay())
        {
            progressNs = nowNs;
        }
        sentNs = nowNs;
        isAckWanted = false;
        counters.batchesSent.incrementRelease();
        onSent(count);
        return true;
    }

    private void onSent(final int count)
    {
        nextSeq += count;
        final long fresh = Math.max(0, nextSeq - 1 - sentSeq);
        sentSeq += fresh;
        counters.commandsSent.getAndAddRelease(fresh);
        counters.commandsResent.getAndAddRelease(count - Math.min(fresh, count));
        isUnsent = isUnsent && nextSeq <= window.lastSeq();
    }
}
