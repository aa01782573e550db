package io.muster.node.link;

import io.muster.codecs.RefusalCode;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LinkTest
{
    private static final long START_MS = 1_000_000;
    private static final int DATAGRAM_BYTES = 1344;

    private final MasterModel master = new MasterModel(NodeModel.NODE_ID);
    private final NodeModel node = new NodeModel();
    private final LinkCounters counters = new LinkCounters(new Counters());
    private final Link link = new Link(
        NodeModel.settings("link.window", "16k"), NodeModel.registration("localhost:1"), node, counters, START_MS);
    private final Way way = new Way();
    private final ExpandableArrayBuffer events = new ExpandableArrayBuffer();
    private long nowNs = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);

    @Test
    void shouldRegisterBeforeAnythingElse()
    {
        assertFalse(send(1));

        turn();

        assertTrue(link.isRegistered());
        assertEquals(MasterModel.LEASE_MS, node.leaseMs);
        assertEquals(START_MS, master.incarnation());
        assertTrue(send(1));
    }

    @Test
    void shouldHaveEachCommandAppliedOnceAndShowEachEventOnce()
    {
        register();
        LongStream.rangeClosed(1, 200).forEach(this::send);
        turn();
        turn();

        assertEquals(LongStream.rangeClosed(1, 200).boxed().toList(), master.applied);
        assertEquals(answersTo(200), node.usersLeft);
    }

    @Test
    void shouldPutManyCommandsIntoABatchThatFitsOneDatagram()
    {
        register();
        final long before = master.batches;
        LongStream.rangeClosed(1, 200).forEach(this::send);
        turn();

        assertEquals(200, master.applied.size());
        // 26 bytes each.
        assertEquals(1 + 200 * 26 / DATAGRAM_BYTES, master.batches - before);
    }

    @Test
    void shouldLetALaterBatchWaitALittleToFillWhileOneIsOnItsWay()
    {
        register();
        send(1);
        link.poll(nowNs, way);
        send(2);
        link.poll(nowNs, way);
        assertEquals(1, master.applied.size());

        nowNs += TimeUnit.MICROSECONDS.toNanos(100);
        link.poll(nowNs, way);
        assertEquals(2, master.applied.size());
    }

    @Test
    void shouldPushBackWhenTheWindowIsFullAndGoOnWhenCommandsAreApplied()
    {
        register();
        long sent = 0;
        while (send(sent + 1))
        {
            sent++;
        }
        assertEquals(1, counters.windowFull.get());
        turn();

        assertTrue(send(sent + 1));
    }

    @Test
    void shouldSendAgainFromTheCommandThatTheMasterWants()
    {
        register();
        way.losesNext = 1;
        LongStream.rangeClosed(1, 200).forEach(this::send);
        link.poll(nowNs, way);
        assertEquals(0, master.applied.size());

        turn();

        assertEquals(LongStream.rangeClosed(1, 200).boxed().toList(), master.applied);
        assertTrue(counters.commandsResent.get() > 0);
    }

    @Test
    void shouldSendAgainWhenNothingIsAppliedForAWhile()
    {
        register();
        way.losesNext = 1;
        send(1);
        turn();
        nowNs += TimeUnit.MILLISECONDS.toNanos(999);
        link.poll(nowNs, way);
        assertEquals(0, master.applied.size());

        nowNs += TimeUnit.MILLISECONDS.toNanos(1);
        turn();

        assertEquals(List.of(1L), master.applied);
    }

    @Test
    void shouldSendAgainToANewLeader()
    {
        register();
        way.losesNext = 1;
        send(1);
        turn();
        link.onNewLeader(nowNs);
        turn();

        assertEquals(List.of(1L), master.applied);
    }

    @Test
    void shouldNotApplyTwiceWhatWasAppliedBeforeItWasSentAgain()
    {
        register();
        send(1);
        link.poll(nowNs, way);
        link.onNewLeader(nowNs);
        link.poll(nowNs, way);
        deliver();

        assertEquals(List.of(1L), master.applied);
        assertEquals(List.of(1L), node.usersLeft);
    }

    @Test
    void shouldBeStuckWhenCommandsAreSentAgainAndAgainInVain()
    {
        register();
        way.losesNext = Integer.MAX_VALUE;
        send(1);
        for (int i = 0; i < 6; i++)
        {
            assertFalse(link.isStuck());
            link.poll(nowNs, way);
            nowNs += TimeUnit.SECONDS.toNanos(1);
        }
        assertTrue(link.isStuck());

        link.onNewLeader(nowNs);
        assertFalse(link.isStuck());
    }

    @Test
    void shouldAcknowledgeEventsSoonButNotEachForItself()
    {
        register();
        nowNs += TimeUnit.MILLISECONDS.toNanos(4);
        link.poll(nowNs, way);
        assertEquals(1, master.outboxSize());
        final long before = master.batches;

        nowNs += TimeUnit.MILLISECONDS.toNanos(1);
        link.poll(nowNs, way);
        link.poll(nowNs, way);

        assertEquals(0, master.outboxSize());
        assertEquals(1, master.batches - before);
    }

    @Test
    void shouldSayThatItLivesWhenThereIsNothingToSay()
    {
        register();
        nowNs += TimeUnit.MILLISECONDS.toNanos(10);
        link.poll(nowNs, way);
        final long before = master.batches;
        for (int i = 0; i < 100; i++)
        {
            nowNs += TimeUnit.MILLISECONDS.toNanos(50);
            link.poll(nowNs, way);
        }

        assertEquals(10, master.batches - before);
        assertEquals(List.of(), node.downs);
    }

    @Test
    void shouldSayThatItLivesFourTimesInALeaseThatIsShort()
    {
        master.leaseMs = 400;
        register();
        nowNs += TimeUnit.MILLISECONDS.toNanos(10);
        link.poll(nowNs, way);
        final long before = master.batches;
        for (int i = 0; i < 100; i++)
        {
            nowNs += TimeUnit.MILLISECONDS.toNanos(10);
            link.poll(nowNs, way);
        }

        assertEquals(10, master.batches - before);
    }

    @Test
    void shouldRegisterAnewWithAHigherIncarnationWhenItIsDeclaredDown()
    {
        register();
        send(1);
        master.declareDown(RefusalCode.LEASE_EXPIRED);
        deliver();
        assertEquals(List.of(RefusalCode.LEASE_EXPIRED), node.downs);
        assertFalse(send(2));

        turn();

        assertEquals(2, node.registered);
        assertEquals(START_MS + 1, master.incarnation());
        assertEquals(List.of(), master.applied, "what was not sent is dropped");
    }

    @Test
    void shouldRegisterAnewWhenTheLeaderDoesNotKnowIt()
    {
        register();
        master.forget();
        send(1);
        turn();
        assertEquals(List.of(RefusalCode.NODE_UNKNOWN), node.downs);

        turn();

        assertEquals(2, node.registered);
    }

    @Test
    void shouldClimbAboveAnIncarnationFromTheFuture()
    {
        final Link other = new Link(
            NodeModel.settings(), NodeModel.registration("localhost:1"), node, counters, START_MS + 3_600_000);
        other.poll(nowNs, way);

        int turns = 0;
        while (!link.isRegistered() && turns++ < 100)
        {
            turn();
            nowNs += TimeUnit.SECONDS.toNanos(2);
        }

        assertTrue(link.isRegistered());
        assertTrue(turns < 30, turns + " refusals");
        assertEquals(List.of(), node.downs, "it was never up");
    }

    @Test
    void shouldWaitLongerAfterEachIncarnationThatSoonEnds()
    {
        int incarnations = 0;
        for (int i = 0; i < 1_000; i++)
        {
            turn();
            master.declareDown(RefusalCode.OUTBOX_FULL);
            deliver();
            nowNs += TimeUnit.MILLISECONDS.toNanos(10);
            incarnations = node.registered;
        }

        assertTrue(incarnations >= 8 && incarnations < 16, incarnations + " incarnations in ten seconds");
    }

    @Test
    void shouldDeregisterWhenItLeaves()
    {
        register();
        link.leave();
        assertFalse(link.isLeft());
        turn();

        assertTrue(link.isLeft());
        assertFalse(master.isUp());
        assertEquals(List.of(), node.downs, "nobody is told: the node wanted it");
    }

    @Test
    void shouldRefuseACommandThatNoDatagramHolds()
    {
        register();

        assertThrows(IllegalArgumentException.class,
            () -> link.send(new UnsafeBuffer(new byte[2048]), 0, Link.COMMAND_BYTES_MAX + 1));
    }

    @Test
    void shouldDropEventBatchesThatAreNotWhole()
    {
        register();
        send(1);
        link.poll(nowNs, way);
        master.sendEvents(events, (buffer, length) ->
        {
            for (int cut = 0; cut < length; cut++)
            {
                link.onEventBatch(nowNs, buffer, 0, cut);
            }
            assertEquals(length, counters.batchesMalformed.get());
        });

        assertEquals(List.of(), node.usersLeft);
    }

    private void register()
    {
        turn();
        assertTrue(link.isRegistered());
    }

    /** The node speaks, the master answers, the node hears. */
    private void turn()
    {
        for (int i = 0; i < 4; i++)
        {
            link.poll(nowNs, way);
            deliver();
            nowNs += TimeUnit.MICROSECONDS.toNanos(100);
        }
    }

    private void deliver()
    {
        master.sendEvents(events, (buffer, length) -> link.onEventBatch(nowNs, buffer, 0, length));
        for (final byte[] refusal : List.copyOf(master.refusals))
        {
            link.onEgress(nowNs, new UnsafeBuffer(refusal), 0, refusal.length);
        }
        master.refusals.clear();
    }

    private boolean send(final long userId)
    {
        return link.send(node.command(), 0, node.encode(userId));
    }

    static List<Long> answersTo(final long usersMax)
    {
        return LongStream.rangeClosed(1, usersMax).filter((userId) -> userId % 4 != 3).boxed().toList();
    }

    /** To the master, with losses. */
    private final class Way implements Ingress
    {
        int losesNext;

        @Override
        public int messageBytesMax()
        {
            return DATAGRAM_BYTES;
        }

        @Override
        public boolean offer(final DirectBuffer buffer, final int offset, final int length)
        {
            assertTrue(length <= DATAGRAM_BYTES);
            if (losesNext > 0)
            {
                losesNext--;
            }
            else
            {
                master.onBatch(buffer, offset);
            }
            return true;
        }
    }
}
