package io.muster.node.link;

import com.sun.management.ThreadMXBean;
import io.muster.codecs.EventBatchEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeRegisteredEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserLeftEncoder;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LinkAllocationTest
{
    private static final long INCARNATION = 1;
    private static final int ROUNDS = 50_000;

    private final Deaf node = new Deaf();
    private final NodeModel commands = new NodeModel();
    private final LinkCounters counters = new LinkCounters(new Counters());
    private final Link link = new Link(
        NodeModel.settings(), NodeModel.registration("localhost:1"), node, counters, INCARNATION);
    private final Ingress ingress = new Wide();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EventBatchEncoder eventBatch = new EventBatchEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer event = new UnsafeBuffer(new byte[64]);
    private final NodeRegisteredEncoder nodeRegistered = new NodeRegisteredEncoder();
    private final UserLeftEncoder userLeft = new UserLeftEncoder();
    private long nowNs;
    private long seq = 1;

    @Test
    void shouldNotAllocatePerCommandOrEvent()
    {
        link.poll(nowNs, ingress);
        hear(nodeRegistered.wrapAndApplyHeader(event, 0, header).leaseMs(1).encodedLength());
        assertTrue(link.isRegistered());

        live();
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        live();
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(2 * ROUNDS, node.events);
        assertTrue(allocated < ROUNDS, allocated + " bytes allocated in " + ROUNDS + " rounds");
    }

    private void live()
    {
        for (int i = 0; i < ROUNDS; i++)
        {
            nowNs += 200_000;
            assertTrue(link.send(commands.command(), 0, commands.encode(i)));
            link.poll(nowNs, ingress);
            seq++;
            hear(userLeft.wrapAndApplyHeader(event, 0, header).connectionId(1).userId(i).encodedLength());
        }
    }

    /** Each event tells that one more command was applied. */
    private void hear(final int encodedLength)
    {
        eventBatch.wrapAndApplyHeader(buffer, 0, header)
            .incarnation(INCARNATION)
            .firstEventSeq(seq)
            .appliedCommandSeq(seq)
            .position(seq)
            .nodeId(NodeModel.NODE_ID)
            .eventsCount(1).next().putMessage(event, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
        link.onEventBatch(nowNs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + eventBatch.encodedLength());
    }

    private static final class Wide implements Ingress
    {
        @Override
        public int messageBytesMax()
        {
            return 1344;
        }

        @Override
        public boolean offer(final DirectBuffer buffer, final int offset, final int length)
        {
            return true;
        }
    }

    private static final class Deaf implements LinkListener
    {
        long events;

        @Override
        public void onRegistered(final long leaseMs)
        {
        }

        @Override
        public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
        {
            events++;
        }

        @Override
        public void onDown(final RefusalCode code)
        {
        }
    }
}
