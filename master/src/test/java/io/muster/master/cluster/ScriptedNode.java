package io.muster.master.cluster;

import io.aeron.Aeron;
import io.aeron.Subscription;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import io.muster.codecs.EventBatchDecoder;
import io.muster.codecs.LinkRefusedDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.Streams;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A session node as the schema describes it, written anew and straight on Aeron: it sends commands until
 * they are applied, takes events in order, and remembers everything that it was told.
 */
public final class ScriptedNode implements EgressListener, AutoCloseable
{
    private static final long RESEND_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long STUCK_NS = TimeUnit.MILLISECONDS.toNanos(2_500);
    private static final long HEARTBEAT_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int BATCH_MAX = 50;

    /** One thing that it was told. */
    public record Told(long eventSeq, long position, int templateId, byte[] message)
    {
    }

    public final List<Told> told = new ArrayList<>();
    public final List<RefusalCode> refusals = new ArrayList<>();
    final int nodeId;
    final String eventEndpoint;

    private final Aeron aeron;
    private final AeronCluster.Context context;
    private final Subscription subscription;
    private final List<byte[]> commands = new ArrayList<>();
    private final ExpandableArrayBuffer out = new ExpandableArrayBuffer();
    private final EventBatchDecoder batch = new EventBatchDecoder();
    private final LinkRefusedDecoder linkRefused = new LinkRefusedDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private AeronCluster cluster;
    private long incarnation;
    private long appliedCommandSeq;
    private long sentNs;
    private long resentNs;
    private boolean isAcknowledging = true;
    private long progressNs;
    private long batchesSeen;

    public ScriptedNode(final Aeron aeron, final String ingressEndpoints, final int nodeId)
    {
        this.aeron = aeron;
        this.nodeId = nodeId;
        eventEndpoint = "127.0.0.1:" + FreePorts.block(1);
        subscription = aeron.addSubscription("aeron:udp?endpoint=" + eventEndpoint, Streams.EVENTS);
        context = new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .ingressChannel("aeron:udp?term-length=64k")
            .ingressEndpoints(ingressEndpoints)
            .egressChannel("aeron:udp?term-length=64k|endpoint=127.0.0.1:0")
            .egressListener(this)
            .messageTimeoutNs(TimeUnit.SECONDS.toNanos(25))
            .newLeaderTimeoutNs(TimeUnit.SECONDS.toNanos(20));
        cluster = AeronCluster.connect(context.clone());
    }

    /** Say that this is another start of the node, without registering it. */
    public void become(final long newIncarnation)
    {
        incarnation = newIncarnation;
    }

    /** Begin an incarnation: the first command registers the node. */
    public void register(final long newIncarnation)
    {
        become(newIncarnation);
        commands.clear();
        told.clear();
        appliedCommandSeq = 0;
        send(Commands.registerSessionNode(eventEndpoint));
    }

    /** Add a command, and send it. */
    public void send(final byte[] command)
    {
        progressNs = appliedCommandSeq == commands.size() ? System.nanoTime() : progressNs;
        commands.add(command);
        offer(commands.size(), List.of(command));
    }

    /** Send a batch as it is, whatever it begins with. */
    public void offer(final long firstCommandSeq, final List<byte[]> messages)
    {
        final long ackedEventSeq = isAcknowledging ? lastEventSeq() : 0;
        final int length = Commands.batch(out, nodeId, incarnation, firstCommandSeq, ackedEventSeq, messages);
        cluster.offer(out, 0, length);
        sentNs = System.nanoTime();
    }

    /** Do not acknowledge any more what is told. */
    public void stopAcknowledging()
    {
        isAcknowledging = false;
    }

    public void startAcknowledging()
    {
        isAcknowledging = true;
    }

    public int poll()
    {
        final long nowNs = System.nanoTime();
        final boolean isStuck = appliedCommandSeq < commands.size() && nowNs - progressNs > STUCK_NS;
        if (cluster.isClosed() || isStuck)
        {
            // A cluster that started anew has forgotten its sessions, and need not have told.
            cluster.close();
            cluster = AeronCluster.connect(context.clone());
            progressNs = nowNs;
        }
        final int work = cluster.pollEgress() + subscription.poll(this::onEvents, 10);
        if (appliedCommandSeq < commands.size() && nowNs - resentNs > RESEND_NS)
        {
            resentNs = nowNs;
            final int first = (int)appliedCommandSeq;
            offer(first + 1, commands.subList(first, Math.min(commands.size(), first + BATCH_MAX)));
        }
        else if (nowNs - sentNs > HEARTBEAT_NS && incarnation != 0)
        {
            offer(commands.size() + 1, List.of());
        }
        return work;
    }

    /** Poll until a condition holds. */
    public void await(final String what, final BooleanSupplier condition)
    {
        Await.until(30, () -> what + "; node " + nodeId + " was told " + told.size() + " events, " + refusals, () ->
        {
            poll();
            return condition.getAsBoolean();
        });
    }

    public void awaitApplied()
    {
        await("every command to be applied", () -> appliedCommandSeq == commands.size());
    }

    /** Every command applied, and exactly so many events of a kind told. */
    public void awaitEvents(final int templateId, final int events)
    {
        awaitApplied();
        await(events + " events " + templateId + " and no more", () -> count(templateId) >= events);
        batchesWithin(300);
        assertEquals(events, count(templateId));
    }

    /** Poll for a while, and say how many batches of events came in. */
    public long batchesWithin(final long ms)
    {
        final long before = batchesSeen;
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        await("the time to pass", () -> System.nanoTime() - endNs > 0);
        return batchesSeen - before;
    }

    public long lastEventSeq()
    {
        return told.isEmpty() ? 0 : told.get(told.size() - 1).eventSeq;
    }

    public long position()
    {
        return told.isEmpty() ? 0 : told.get(told.size() - 1).position;
    }

    public long count(final int templateId)
    {
        return told.stream().filter((it) -> it.templateId == templateId).count();
    }

    private void onEvents(final DirectBuffer buffer, final int offset, final int length, final Header ignored)
    {
        if (header.wrap(buffer, offset).templateId() != EventBatchDecoder.TEMPLATE_ID)
        {
            return;
        }
        batch.wrapAndApplyHeader(buffer, offset, header);
        if (batch.nodeId() != nodeId || batch.incarnation() != incarnation)
        {
            return;
        }
        batchesSeen++;

        long eventSeq = batch.firstEventSeq();
        boolean isTaken = false;
        for (final EventBatchDecoder.EventsDecoder event : batch.events())
        {
            final byte[] message = new byte[event.messageLength()];
            event.getMessage(message, 0, message.length);
            if (eventSeq == lastEventSeq() + 1)
            {
                final int templateId = header.wrap(new UnsafeBuffer(message), 0).templateId();
                told.add(new Told(eventSeq, batch.position(), templateId, message));
                isTaken = true;
            }
            eventSeq++;
        }
        if (isTaken)
        {
            appliedCommandSeq = Math.max(appliedCommandSeq, batch.appliedCommandSeq());
            progressNs = System.nanoTime();
        }
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header ignored)
    {
        linkRefused.wrapAndApplyHeader(buffer, offset, header);
        refusals.add(linkRefused.code());
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(cluster, subscription);
    }
}
