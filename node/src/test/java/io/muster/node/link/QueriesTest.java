package io.muster.node.link;

import com.sun.management.ThreadMXBean;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.muster.codecs.FindUserDecoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.QueryRefusedEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.Streams;
import io.muster.codecs.UserFoundDecoder;
import io.muster.codecs.UserFoundEncoder;
import io.muster.node.Await;
import io.muster.node.DriversFixture;
import io.muster.node.Members;
import io.muster.node.Preflight;
import io.muster.node.TestPorts;
import io.muster.node.capture.Capture;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Three replicas as scripts, over one media driver. */
class QueriesTest implements QueryListener
{
    private static final int TOO_LONG = Queries.QUERY_BYTES_MAX + 1;

    private final DriversFixture drivers = new DriversFixture();
    private final String members = "0=127.0.0.1:" + TestPorts.freeBlock() + ",1=127.0.0.1:" + TestPorts.freeBlock() +
        ",2=127.0.0.1:" + TestPorts.freeBlock();
    private final LinkSettings settings = NodeModel.settings(
        "master.members", members, "queries.max", "8", "queries.retry", "20ms", "queries.timeout", "500ms");
    private final String answerEndpoint = "127.0.0.1:" + Preflight.udpPort("127.0.0.1", 0);
    private final Queries queries =
        new Queries(settings, drivers.aeron, answerEndpoint, this, new Counters(), Capture.OFF.ring());
    private final List<Replica> replicas = new ArrayList<>();
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[64]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FindUserEncoder findUser = new FindUserEncoder();
    private final List<Long> answered = new ArrayList<>();
    private final List<RefusalCode> refused = new ArrayList<>();
    private final List<Long> unanswered = new ArrayList<>();

    @AfterEach
    void stop()
    {
        CloseHelper.closeAll(replicas);
        CloseHelper.closeAll(queries, drivers);
    }

    @Test
    void shouldAskTheReplicasInTurn()
    {
        startReplicas(3);
        for (long queryId = 1; queryId <= 9; queryId++)
        {
            assertTrue(ask(queryId));
            await("answered", () -> unanswered.isEmpty() && !answered.isEmpty());
            answered.clear();
        }

        replicas.forEach((replica) -> assertEquals(3, replica.asked, 1, "a third each"));
    }

    @Test
    void shouldAskAnotherReplicaWhenOneIsSilent()
    {
        startReplicas(1);
        ask(1);
        ask(2);
        ask(3);

        await("all answered", () -> answered.size() == 3);
        assertEquals(List.of(), unanswered);
    }

    @Test
    void shouldAskAnotherReplicaWhenOneIsBehindOrFull()
    {
        startReplicas(3);
        replicas.get(0).refuses = RefusalCode.QUERIES_FULL;
        replicas.get(1).refuses = RefusalCode.POSITION_NOT_REACHED;
        ask(1);

        await("answered", () -> answered.equals(List.of(1L)));
        assertEquals(List.of(), refused);
    }

    @Test
    void shouldShowARefusalThatEveryReplicaWouldRepeat()
    {
        startReplicas(3);
        replicas.forEach((replica) -> replica.refuses = RefusalCode.USER_UNKNOWN);
        ask(1);

        await("refused", () -> refused.equals(List.of(RefusalCode.USER_UNKNOWN)));
    }

    @Test
    void shouldGiveUpAfterAWhileAndThenHaveRoomAgain()
    {
        for (long queryId = 1; queryId <= 8; queryId++)
        {
            assertTrue(ask(queryId));
        }
        assertFalse(ask(9), "eight queries wait");

        await("given up", () -> unanswered.size() == 8);
        assertTrue(ask(9));
    }

    @Test
    void shouldRefuseAQueryThatIsTooLongOrAskedTwice()
    {
        ask(1);

        assertThrows(IllegalStateException.class, () -> ask(1));
        assertThrows(IllegalArgumentException.class,
            () -> queries.ask(new UnsafeBuffer(new byte[TOO_LONG]), 0, TOO_LONG, 2, System.nanoTime()));
    }

    @Test
    void shouldNotAllocatePerQuery()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final UnsafeBuffer messages = new UnsafeBuffer(new byte[64]);
        final PendingQueries pending = new PendingQueries(64, 128);
        long allocated = 0;
        for (int warm = 0; warm < 2; warm++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 1; i < 50_000; i++)
            {
                pending.add(messages, 0, 64, i, i);
                if (i > 32)
                {
                    pending.remove(pending.find(i - 32));
                }
            }
            for (int i = 50_000 - 32; i < 50_000; i++)
            {
                pending.remove(pending.find(i));
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertTrue(allocated < 50_000, allocated + " bytes for 50,000 queries");
    }

    @Override
    public void onAnswer(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        final MessageHeaderDecoder decoder = new MessageHeaderDecoder();
        if (templateId == QueryRefusedDecoder.TEMPLATE_ID)
        {
            refused.add(new QueryRefusedDecoder().wrapAndApplyHeader(buffer, offset, decoder).code());
        }
        else
        {
            answered.add(new UserFoundDecoder().wrapAndApplyHeader(buffer, offset, decoder).queryId());
        }
    }

    @Override
    public void onUnanswered(final long queryId)
    {
        unanswered.add(queryId);
    }

    private boolean ask(final long queryId)
    {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + findUser.wrapAndApplyHeader(query, 0, header)
            .queryId(queryId).position(0).userId(5).nodeId(NodeModel.NODE_ID).encodedLength();
        return queries.ask(query, 0, length, queryId, System.nanoTime());
    }

    private void startReplicas(final int count)
    {
        for (final Members.Member member : settings.members.all().subList(0, count))
        {
            replicas.add(new Replica(drivers.aeron, member.endpoint(Members.Port.QUERIES), answerEndpoint));
        }
        await("the replicas are reached", () -> replicas.stream().allMatch(Replica::isReached));
    }

    private void await(final String what, final BooleanSupplier condition)
    {
        Await.until(what, condition, () ->
        {
            replicas.forEach(Replica::poll);
            queries.poll(System.nanoTime());
        });
    }

    private static final class Replica implements AutoCloseable
    {
        RefusalCode refuses = RefusalCode.NONE;
        int asked;

        private final Subscription subscription;
        private final ExclusivePublication publication;
        private final UnsafeBuffer answer = new UnsafeBuffer(new byte[128]);

        Replica(final Aeron aeron, final String queryEndpoint, final String answerEndpoint)
        {
            subscription = aeron.addSubscription("aeron:udp?endpoint=" + queryEndpoint, Streams.QUERIES);
            publication = aeron.addExclusivePublication("aeron:udp?endpoint=" + answerEndpoint, Streams.ANSWERS);
        }

        boolean isReached()
        {
            return subscription.isConnected() && publication.isConnected();
        }

        void poll()
        {
            subscription.poll((buffer, offset, length, header) ->
            {
                asked++;
                final long queryId = new FindUserDecoder()
                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder()).queryId();
                publication.offer(answer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encode(queryId));
            }, 10);
        }

        private int encode(final long queryId)
        {
            final MessageHeaderEncoder header = new MessageHeaderEncoder();
            return refuses == RefusalCode.NONE ?
                new UserFoundEncoder().wrapAndApplyHeader(answer, 0, header).queryId(queryId).encodedLength() :
                new QueryRefusedEncoder().wrapAndApplyHeader(answer, 0, header)
                    .queryId(queryId).position(0).code(refuses).encodedLength();
        }

        @Override
        public void close()
        {
            CloseHelper.closeAll(subscription, publication);
        }
    }
}
