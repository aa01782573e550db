package io.muster.node.link;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.muster.codecs.CaptureWay;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.Streams;
import io.muster.node.capture.CaptureRing;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The node's end of the link, over Aeron Cluster: commands by the cluster's ingress, events by a subscription at the
 * node's event endpoint. {@link Link} decides; this is the I/O. Owned by one agent's thread.
 */
public final class MasterLink implements AutoCloseable
{
    /** A command, header included; a longer one is a bug. */
    public static final int COMMAND_BYTES_MAX = Link.COMMAND_BYTES_MAX;

    private static final int FRAGMENT_LIMIT = 64;
    private static final long CLOSE_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LinkSettings settings;
    private final NanoClock clock;
    private final CaptureRing capture;
    private final Link link;
    private final ClusterSession session;
    private final Subscription events;
    private final FragmentAssembler onEvents = new FragmentAssembler(this::onEventBatch);
    private long nowNs;

    /**
     * Binds the event endpoint of the registration.
     *
     * @param counters where the link's counters are made.
     * @param capture  of all that goes between the node and the master's log.
     */
    public MasterLink(
        final LinkSettings settings,
        final Aeron aeron,
        final Registration registration,
        final LinkListener listener,
        final Counters counters,
        final CaptureRing capture)
    {
        this.settings = settings;
        this.capture = capture;
        clock = aeron.context().nanoClock();
        final LinkCounters linkCounters = new LinkCounters(counters);
        link = new Link(settings, registration, listener, linkCounters, aeron.context().epochClock().time());
        session = new ClusterSession(settings, aeron, link, linkCounters, capture);
        events = aeron.addSubscription("aeron:udp?endpoint=" + registration.eventEndpoint(), Streams.EVENTS);
    }

    /**
     * One cycle: the cluster's session, then events, then commands and heartbeats, so that what was taken is
     * acknowledged by what is sent.
     *
     * @return work done.
     */
    public int poll(final long newNowNs)
    {
        nowNs = newNowNs;
        return session.poll(nowNs) + events.poll(onEvents, FRAGMENT_LIMIT) + link.poll(nowNs, session);
    }

    /**
     * Append a command, message header first, to the window.
     *
     * @return false: the window is full or the node is not registered; keep the step, and try it first next cycle.
     * @throws IllegalArgumentException when the command is longer than {@link #COMMAND_BYTES_MAX}.
     */
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        return link.send(buffer, offset, length);
    }

    /** The highest position of the log seen in events: what queries carry to read what this node was told. */
    public long position()
    {
        return link.position();
    }

    /** The master knows this incarnation. */
    public boolean isRegistered()
    {
        return link.isRegistered();
    }

    /** Why the last incarnation ended, or {@code NONE}. */
    public RefusalCode lastRefusal()
    {
        return link.lastRefusal();
    }

    /** Deregister, wait up to {@code link.closeTimeout} for the master to say so, and close. */
    @Override
    public void close()
    {
        link.leave();
        final long deadlineNs = clock.nanoTime() + settings.closeTimeoutNs;
        while (!link.isLeft() && clock.nanoTime() - deadlineNs < 0)
        {
            if (poll(clock.nanoTime()) == 0)
            {
                LockSupport.parkNanos(CLOSE_PARK_NS);
            }
        }
        CloseHelper.quietCloseAll(session, events);
    }

    private void onEventBatch(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        capture.message(CaptureWay.FROM_MASTER, buffer, offset, length);
        link.onEventBatch(nowNs, buffer, offset, length);
        capture.position(link.position());
    }
}
