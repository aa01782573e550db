package io.muster.master.cluster;

import io.aeron.Publication;
import io.aeron.Subscription;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.Streams;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserFoundDecoder;
import io.muster.master.engine.answer.Answered;
import io.muster.master.engine.answer.Ask;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest
{
    private static final int USERS = 200;

    private final TestDriver driver = new TestDriver();
    private MasterCluster cluster;

    @TempDir
    static Path dir;

    @BeforeAll
    void start()
    {
        cluster = new MasterCluster(dir, Map.of()).start();
    }

    @AfterAll
    void stop()
    {
        cluster.close();
        driver.close();
    }

    @Test
    void shouldApplyEveryCommandOnceAndTellItsEventOnce()
    {
        try (ScriptedNode node = node(1))
        {
            node.register(1);
            enter(node, USERS);
            node.offer(2, List.of(Commands.userEnter(0, "user-1-0"), Commands.userEnter(1, "user-1-1")));
            node.awaitEvents(UserEnteredDecoder.TEMPLATE_ID, USERS);
            for (int i = 0; i < node.told.size(); i++)
            {
                assertEquals(i + 1, node.told.get(i).eventSeq());
            }
        }
    }

    @Test
    void shouldRefuseANodeThatItDoesNotKnow()
    {
        try (ScriptedNode node = node(2))
        {
            node.become(1);
            node.offer(2, List.of(Commands.userEnter(1, "nobody")));
            node.await("a refusal", () -> !node.refusals.isEmpty());

            assertEquals(RefusalCode.NODE_UNKNOWN, node.refusals.get(0));
        }
    }

    @Test
    void shouldRefuseAnIncarnationAfterALaterOne()
    {
        try (ScriptedNode earlier = node(3); ScriptedNode later = node(3))
        {
            earlier.register(1);
            earlier.awaitApplied();
            later.register(2);
            later.awaitApplied();
            earlier.await("a refusal", () -> !earlier.refusals.isEmpty());

            assertEquals(RefusalCode.INCARNATION_STALE, earlier.refusals.get(0));
        }
    }

    @Test
    void shouldSendAgainWhatIsNotAcknowledged()
    {
        try (ScriptedNode node = node(4))
        {
            node.stopAcknowledging();
            node.register(1);
            enter(node, 10);
            node.awaitApplied();

            assertTrue(node.batchesWithin(2_000) > 0);
            node.startAcknowledging();
            node.await("silence", () -> node.batchesWithin(1_000) == 0);
        }
    }

    @Test
    void shouldAnswerFromAStandbyWhatItsAskerWasToldByTheLeader()
    {
        final int standby = cluster.awaitStandby();
        try (ScriptedNode node = node(5);
            Subscription answers = driver.aeron.addSubscription(
                "aeron:udp?endpoint=" + node.eventEndpoint, Streams.ANSWERS);
            Publication queries = driver.aeron.addPublication(
                "aeron:udp?endpoint=" + cluster.queryEndpoint(standby), Streams.QUERIES))
        {
            node.register(1);
            node.awaitApplied();
            node.await("a standby that listens and speaks", () -> queries.isConnected() && answers.isConnected());

            for (int i = 0; i < 20; i++)
            {
                node.send(Commands.userEnter(i, "asker-" + i));
                node.awaitApplied();
                final UserFoundDecoder found = ask(queries, answers, node, lastUserId(node), node.position());
                assertEquals(lastUserId(node), found.userId());
                assertTrue(found.position() >= node.position());
            }
        }
    }

    @Test
    void shouldFindRecordsOnAStandbyThatItsAskerWasToldOfByTheLeader()
    {
        final int standby = cluster.awaitStandby();
        try (ScriptedNode node = node(7);
            Subscription answers = driver.aeron.addSubscription(
                "aeron:udp?endpoint=" + node.eventEndpoint, Streams.ANSWERS);
            Publication queries = driver.aeron.addPublication(
                "aeron:udp?endpoint=" + cluster.queryEndpoint(standby), Streams.QUERIES))
        {
            node.register(1);
            node.awaitApplied();
            node.await("a standby that listens and speaks", () -> queries.isConnected() && answers.isConnected());

            for (int i = 0; i < 20; i++)
            {
                node.send(Commands.userEnter(i, "finder-" + i));
                node.awaitApplied();
                final Ask ask = new Ask(RecordKind.USERS).text("name", "finder-" + i).equal("node", node.nodeId);
                final Answered found = find(queries, answers, node, ask);
                assertEquals(1, found.rows.size(), "finder-" + i);
                assertTrue(found.rows.get(0).endsWith(" finder-" + i), found.rows::toString);
            }
            final Ask explained = new Ask(RecordKind.USERS).equal("node", node.nodeId).explained();
            assertEquals("users: the group of node, about 20 of ",
                find(queries, answers, node, explained).explanation.substring(0, 38));
            assertEquals(RefusalCode.FIELD_UNKNOWN,
                find(queries, answers, node, new Ask(RecordKind.USERS).equal("colour", 1)).code);
        }
    }

    private static Answered find(
        final Publication queries, final Subscription answers, final ScriptedNode node, final Ask ask)
    {
        final DirectBuffer message = ask.by(node.nodeId, node.position()).encoded(Answered.QUERY_ID);
        final byte[] bytes = new byte[ask.length()];
        message.getBytes(0, bytes);
        offer(queries, bytes);
        return new Answered(new UnsafeBuffer(take(answers, node)), node.position());
    }

    @Test
    void shouldTellAnAskerWhenItsPositionIsNotReached()
    {
        try (ScriptedNode node = node(6);
            Subscription answers = driver.aeron.addSubscription(
                "aeron:udp?endpoint=" + node.eventEndpoint, Streams.ANSWERS);
            Publication queries = driver.aeron.addPublication(
                "aeron:udp?endpoint=" + cluster.queryEndpoint(cluster.awaitStandby()), Streams.QUERIES))
        {
            node.register(1);
            node.awaitApplied();
            node.await("a standby that listens and speaks", () -> queries.isConnected() && answers.isConnected());
            offer(queries, new byte[]{1, 2, 3});
            offer(queries, Commands.findUser(7, Long.MAX_VALUE, node.nodeId, 1));

            final UnsafeBuffer answer = new UnsafeBuffer(take(answers, node));
            final QueryRefusedDecoder refused = new QueryRefusedDecoder().wrapAndApplyHeader(
                answer, 0, new MessageHeaderDecoder());
            assertEquals(7, refused.queryId());
            assertEquals(RefusalCode.POSITION_NOT_REACHED, refused.code());
        }
    }

    private ScriptedNode node(final int nodeId)
    {
        return new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), nodeId);
    }

    private static void enter(final ScriptedNode node, final int users)
    {
        for (int i = 0; i < users; i++)
        {
            node.send(Commands.userEnter(i, "user-" + node.nodeId + "-" + i));
            node.poll();
        }
    }

    private static long lastUserId(final ScriptedNode node)
    {
        final byte[] message = node.told.get(node.told.size() - 1).message();
        return new UserEnteredDecoder()
            .wrapAndApplyHeader(new UnsafeBuffer(message), 0, new MessageHeaderDecoder()).userId();
    }

    private static UserFoundDecoder ask(
        final Publication queries,
        final Subscription answers,
        final ScriptedNode node,
        final long userId,
        final long position)
    {
        offer(queries, Commands.findUser(userId, position, node.nodeId, userId));
        return new UserFoundDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(take(answers, node)), 0, new MessageHeaderDecoder());
    }

    private static void offer(final Publication publication, final byte[] message)
    {
        Await.until(10, () -> "a query to go", () -> publication.offer(new UnsafeBuffer(message)) > 0);
    }

    private static byte[] take(final Subscription answers, final ScriptedNode node)
    {
        final ExpandableArrayBuffer taken = new ExpandableArrayBuffer();
        final int[] length = new int[1];
        node.await("an answer", () -> answers.poll((buffer, offset, bytes, header) ->
        {
            taken.putBytes(0, buffer, offset, bytes);
            length[0] = bytes;
        }, 1) > 0);
        final byte[] message = new byte[length[0]];
        taken.getBytes(0, message);
        return message;
    }
}
