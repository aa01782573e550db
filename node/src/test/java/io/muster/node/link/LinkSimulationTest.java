package io.muster.node.link;

import io.muster.codecs.RefusalCode;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A link over ways that lose, repeat and mix up what they carry. Then the ways heal, and all must have arrived. */
class LinkSimulationTest
{
    private static final long COMMANDS = 2_000;
    private static final long STEP_NS = TimeUnit.MICROSECONDS.toNanos(500);

    static LongStream seeds()
    {
        return new Random().longs(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldApplyEachCommandOnceAndShowEachEventOnceWhateverIsLost(final long seed)
    {
        final World world = new World(seed);
        long sent = 0;
        for (int step = 0; step < 20_000 && sent < COMMANDS; step++)
        {
            while (sent < COMMANDS && world.random.nextInt(3) > 0 && world.send(sent + 1))
            {
                sent++;
            }
            world.step();
        }
        world.heal();
        for (int step = 0; step < 50_000 && (sent < COMMANDS || world.master.applied.size() < COMMANDS); step++)
        {
            while (sent < COMMANDS && world.send(sent + 1))
            {
                sent++;
            }
            world.step();
        }
        for (int step = 0; step < 5_000; step++)
        {
            world.step();
        }

        assertEquals(LongStream.rangeClosed(1, COMMANDS).boxed().toList(), world.master.applied);
        assertEquals(LinkTest.answersTo(COMMANDS), world.node.usersLeft);
        assertEquals(List.of(), world.node.downs);
        assertEquals(0, world.master.outboxSize(), "every event is acknowledged");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldComeBackWheneverItIsPutOut(final long seed)
    {
        final World world = new World(seed);
        for (int step = 0; step < 20_000; step++)
        {
            if (world.random.nextInt(500) == 0)
            {
                world.master.declareDown(RefusalCode.LEASE_EXPIRED);
            }
            else if (world.random.nextInt(2_000) == 0)
            {
                world.master.forget();
            }
            world.send(step);
            world.step();
        }
        world.heal();
        for (int step = 0; step < 20_000; step++)
        {
            world.step();
        }

        assertTrue(world.link.isRegistered());
        assertEquals(world.link.incarnation(), world.master.incarnation());
        assertEquals(world.node.registered - 1, world.node.downs.size());
        assertInOrder(world.master.applied);
        assertInOrder(world.node.usersLeft);
    }

    private static void assertInOrder(final List<Long> users)
    {
        for (int i = 1; i < users.size(); i++)
        {
            assertTrue(users.get(i - 1) < users.get(i), "twice or out of order: " + users.get(i));
        }
    }

    /** The link, the master, and what is on its way between them. */
    private static final class World implements Ingress
    {
        final Random random;
        final MasterModel master = new MasterModel(NodeModel.NODE_ID);
        final NodeModel node = new NodeModel();
        final Link link = new Link(
            NodeModel.settings("link.window", "16k", "link.resend", "50ms"),
            NodeModel.registration("localhost:1"), node, new LinkCounters(new Counters()), 1);

        private final List<byte[]> batches = new ArrayList<>();
        private final List<byte[]> events = new ArrayList<>();
        private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        private int lossPercent;
        private int chaosPercent;
        private long nowNs;

        World(final long seed)
        {
            random = new Random(seed);
            lossPercent = random.nextInt(40);
            chaosPercent = random.nextInt(30);
        }

        boolean send(final long userId)
        {
            return link.send(node.command(), 0, node.encode(userId));
        }

        void heal()
        {
            lossPercent = 0;
            chaosPercent = 0;
        }

        void step()
        {
            nowNs += STEP_NS;
            link.poll(nowNs, this);
            carry(batches, (bytes) -> master.onBatch(new UnsafeBuffer(bytes), 0));
            master.sendEvents(buffer, (from, length) -> put(events, from, 0, length));
            carry(events, (bytes) -> link.onEventBatch(nowNs, new UnsafeBuffer(bytes), 0, bytes.length));
            for (final byte[] refusal : master.refusals)
            {
                link.onEgress(nowNs, new UnsafeBuffer(refusal), 0, refusal.length);
            }
            master.refusals.clear();
            if (happens(chaosPercent) && happens(2))
            {
                batches.clear();
                link.onNewLeader(nowNs);
            }
        }

        @Override
        public int messageBytesMax()
        {
            return 1344;
        }

        @Override
        public boolean offer(final DirectBuffer from, final int offset, final int length)
        {
            if (happens(chaosPercent))
            {
                return false;
            }
            put(batches, from, offset, length);
            return true;
        }

        private void put(final List<byte[]> way, final DirectBuffer from, final int offset, final int length)
        {
            final byte[] bytes = new byte[length];
            from.getBytes(offset, bytes);
            way.add(bytes);
        }

        /** Each packet is lost, or arrives, or arrives and is left on the way to arrive again later. */
        private void carry(final List<byte[]> way, final Consumer<byte[]> to)
        {
            final List<byte[]> carried = List.copyOf(way);
            way.clear();
            for (final byte[] bytes : carried)
            {
                if (!happens(lossPercent))
                {
                    to.accept(bytes);
                    if (happens(chaosPercent))
                    {
                        way.add(bytes);
                    }
                }
            }
        }

        private boolean happens(final int percent)
        {
            return random.nextInt(100) < percent;
        }
    }
}
