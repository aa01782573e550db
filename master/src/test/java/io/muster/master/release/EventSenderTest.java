package io.muster.master.release;

import com.sun.management.ThreadMXBean;
import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.muster.codecs.EventBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.Streams;
import io.muster.master.cluster.Commands;
import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import io.muster.node.status.Counters;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EventSenderTest
{
    private static final int NODE_ID = 7;
    private static final long RESEND_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long POSITION = 1_024;

    private final MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
        .aeronDirectoryName(CommonContext.generateRandomDirName())
        .threadingMode(ThreadingMode.SHARED)
        .publicationTermBufferLength(64 * 1024)
        .dirDeleteOnStart(true)
        .dirDeleteOnShutdown(true));
    private final Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    private final Subscription node = aeron.addSubscription("aeron:udp?endpoint=127.0.0.1:0", Streams.EVENTS);
    private final Engine engine = new Engine(new EngineSettings(4, 64, 64, 64 * 1024, 5_000, 15_000, 10_000, 1_000));
    private final ReleaseCounters counters = new ReleaseCounters(new Counters());
    private final NodeChannels channels = new NodeChannels(aeron, engine.nodes(), counters);
    private final EventSender sender = new EventSender(
        engine.nodes(), channels, new ReleaseSettings(RESEND_NS, 0, "", 1, 1), counters);
    private final List<Long> heard = new ArrayList<>();
    private long nowNs = System.nanoTime();

    @BeforeEach
    void registerANodeWithTwoUsers()
    {
        await(() -> node.resolvedEndpoint() != null);
        apply(1, List.of(Commands.registerSessionNode(node.resolvedEndpoint())), POSITION);
        apply(2, List.of(Commands.userEnter(1, "ada"), Commands.userEnter(2, "bob")), 2 * POSITION);
        await(() ->
        {
            nowNs = System.nanoTime();
            channels.poll(nowNs);
            return node.isConnected() && channels.events(channels.slotOf(NODE_ID)) != null &&
                channels.events(channels.slotOf(NODE_ID)).hasRoom();
        });
    }

    @AfterEach
    void close()
    {
        channels.close();
        aeron.close();
        driver.close();
    }

    @Test
    void shouldSayNothingThatIsNotWitnessed()
    {
        assertEquals(0, sender.send(true, POSITION - 1, nowNs));
        assertEquals(1, sender.send(true, POSITION, nowNs));
        assertEquals(List.of(1L), hear(1));

        assertEquals(1, sender.send(true, 2 * POSITION, nowNs));
        assertEquals(List.of(1L, 2L), hear(2));
    }

    @Test
    void shouldBeSilentOnAStandbyAndSpeakAsSoonAsItLeads()
    {
        assertEquals(0, sender.send(false, 2 * POSITION, nowNs));
        assertEquals(1, sender.send(true, 2 * POSITION, nowNs));
        assertEquals(List.of(1L), hear(1));
    }

    @Test
    void shouldSendAgainWithoutAnAcknowledgement()
    {
        sender.send(true, 2 * POSITION, nowNs);
        assertEquals(0, sender.send(true, 2 * POSITION, nowNs + RESEND_NS));
        assertEquals(1, sender.send(true, 2 * POSITION, nowNs + RESEND_NS + 1));
        assertEquals(List.of(1L, 1L), hear(2));
    }

    @Test
    void shouldSendAgainSoonerToANodeThatSaysAgainWhatWasApplied()
    {
        final long soonNs = TimeUnit.MILLISECONDS.toNanos(150);
        sender.send(true, 2 * POSITION, nowNs);
        sender.onDuplicate(NODE_ID);
        assertEquals(1, sender.send(true, 2 * POSITION, nowNs + soonNs));
        assertEquals(0, sender.send(true, 2 * POSITION, nowNs + 2 * soonNs));
    }

    /** The best of some rounds: the media driver's other end may make something once, but not in each. */
    @Test
    void shouldNotAllocate()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            speakAndForget(20_000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < 1_000, least + " bytes");
    }

    /** A replica that leads, and no longer, and leads again says everything again. */
    private void speakAndForget(final int times)
    {
        final FragmentHandler forget = (buffer, offset, length, header) -> {};
        for (int i = 0; i < times; i++)
        {
            channels.poll(nowNs);
            sender.send(true, 2 * POSITION, nowNs);
            sender.send(false, 2 * POSITION, nowNs);
            node.poll(forget, 10);
        }
    }

    private void apply(final long firstCommandSeq, final List<byte[]> commands, final long position)
    {
        final ExpandableArrayBuffer batch = new ExpandableArrayBuffer();
        final int length = Commands.batch(batch, NODE_ID, 1, firstCommandSeq, 0, commands);
        engine.apply(position, position, batch, 0, length);
    }

    /** The first event's number of each batch that came in. */
    private List<Long> hear(final int batches)
    {
        await(() ->
        {
            node.poll((buffer, offset, length, header) -> heard.add(new EventBatchDecoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder()).firstEventSeq()), 10);
            return heard.size() >= batches;
        });
        return heard;
    }

    private static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "waited in vain");
            Thread.yield();
        }
    }
}
