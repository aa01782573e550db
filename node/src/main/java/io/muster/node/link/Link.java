package io.muster.node.link;

import io.muster.codecs.CommandsAppliedDecoder;
import io.muster.codecs.CommandsWantedDecoder;
import io.muster.codecs.DeregisterNodeEncoder;
import io.muster.codecs.LeaderTermDecoder;
import io.muster.codecs.LinkRefusedDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeDownDecoder;
import io.muster.codecs.NodeRegisteredDecoder;
import io.muster.codecs.RefusalCode;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.util.concurrent.TimeUnit;

/**
 * The link without any I/O, as ARCHITECTURE.md has it under "The log and the link": when an incarnation begins and
 * ends, which commands are sent, and which events are shown to the node.
 * <p>
 * No clock: time is a parameter, in nanoseconds of any origin, so that a simulation may run it. Owned by one thread.
 * Steady state allocates nothing.
 */
public final class Link
{
    /** A command, header included: it must fit into one datagram of the smallest MTU. */
    public static final int COMMAND_BYTES_MAX = 1024;

    private static final long NO_INCARNATION = 0;
    /** A leader tells us of itself by two ways; the other one gets this long to arrive. */
    private static final long LEFT_BEHIND_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private enum State
    {
        /** Waits for its time to register. */
        DOWN,
        /** {@code RegisterNode} is on its way, and nothing else. */
        REGISTERING,
        /** The master knows the node. */
        REGISTERED,
        /** {@code DeregisterNode} is on its way; events are taken and not shown. */
        LEAVING,
        /** The master has let the node go, or never knew it. */
        LEFT
    }

    private final int nodeId;
    private final Registration registration;
    private final LinkListener listener;
    private final LinkCounters counters;
    private final Incarnations incarnations;
    private final CommandStream commands;
    private final EventStream events;
    private final EventStream.Taker taker = new Taker();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeRegisteredDecoder nodeRegistered = new NodeRegisteredDecoder();
    private final CommandsWantedDecoder commandsWanted = new CommandsWantedDecoder();
    private final NodeDownDecoder nodeDown = new NodeDownDecoder();
    private final LinkRefusedDecoder linkRefused = new LinkRefusedDecoder();
    private final LeaderTermDecoder leaderTerm = new LeaderTermDecoder();

    private State state = State.DOWN;
    private RefusalCode lastRefusal = RefusalCode.NONE;
    /** When the batch came in that is being taken. */
    private long takenNs;
    /** The latest of which a leader told us itself, and when. */
    private long leadershipTermId = -1;
    private long leadershipTermNs;

    /** @param startMs epoch time of the start: the least number of the first incarnation. */
    public Link(
        final LinkSettings settings,
        final Registration registration,
        final LinkListener listener,
        final LinkCounters counters,
        final long startMs)
    {
        this.nodeId = settings.nodeId;
        this.registration = registration;
        this.listener = listener;
        this.counters = counters;
        incarnations = new Incarnations(startMs, settings.backOffMaxNs);
        commands = new CommandStream(settings, counters);
        events = new EventStream(nodeId);
    }

    /** Begin what is due, and send what may be sent. @return batches sent. */
    public int poll(final long nowNs, final Ingress ingress)
    {
        if (state == State.DOWN && incarnations.isDue(nowNs))
        {
            register();
        }
        if (state == State.DOWN || state == State.LEFT || ingress.messageBytesMax() == 0)
        {
            return 0;
        }

        final int batches = commands.poll(nowNs, ingress, events.takenSeq());
        // The master refuses whom it does not know, so there is no sign of life before it has answered.
        final boolean isHeartbeatDue = batches == 0 && state != State.REGISTERING;
        return isHeartbeatDue ? commands.heartbeat(nowNs, ingress, events.takenSeq()) : batches;
    }

    /**
     * Append a command, header first, to the window.
     *
     * @return false: the window is full, or the master does not know this incarnation.
     */
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length > COMMAND_BYTES_MAX || length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            throw new IllegalArgumentException("a command has 8 to " + COMMAND_BYTES_MAX + " bytes, not " + length);
        }
        if (state != State.REGISTERED)
        {
            return false;
        }
        if (!commands.append(buffer, offset, length))
        {
            counters.windowFull.incrementRelease();
            return false;
        }
        return true;
    }

    /** A datagram of the event stream. */
    public void onEventBatch(final long nowNs, final DirectBuffer buffer, final int offset, final int length)
    {
        takenNs = nowNs;
        if (isLeaderTerm(buffer, offset, length))
        {
            onLeaderTerm(nowNs, leaderTerm.wrapAndApplyHeader(buffer, offset, header));
            return;
        }
        switch (events.onBatch(buffer, offset, length, commands.lastSeq(), taker))
        {
            case TAKEN -> commands.wantAck(nowNs);
            case SEEN ->
            {
                counters.batchesSeen.incrementRelease();
                commands.wantAck(nowNs);
            }
            case AHEAD -> counters.batchesAhead.incrementRelease();
            case FOREIGN -> counters.batchesForeign.incrementRelease();
            default -> counters.batchesMalformed.incrementRelease();
        }
        counters.position.setRelease(events.position());
    }

    private boolean isLeaderTerm(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + LeaderTermDecoder.BLOCK_LENGTH)
        {
            return false;
        }
        header.wrap(buffer, offset);
        return header.schemaId() == LeaderTermDecoder.SCHEMA_ID &&
            header.templateId() == LeaderTermDecoder.TEMPLATE_ID;
    }

    private void onLeaderTerm(final long nowNs, final LeaderTermDecoder message)
    {
        if (message.nodeId() == nodeId && message.leadershipTermId() > leadershipTermId)
        {
            leadershipTermId = message.leadershipTermId();
            leadershipTermNs = nowNs;
        }
    }

    /** A message of the cluster's egress: {@code LinkRefused}; whatever else it is does not concern the link. */
    public void onEgress(final long nowNs, final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + LinkRefusedDecoder.BLOCK_LENGTH)
        {
            return;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != LinkRefusedDecoder.SCHEMA_ID || header.templateId() != LinkRefusedDecoder.TEMPLATE_ID)
        {
            return;
        }

        linkRefused.wrapAndApplyHeader(buffer, offset, header);
        if (linkRefused.nodeId() == nodeId && linkRefused.incarnation() == incarnations.current())
        {
            end(nowNs, codeOf(linkRefused));
        }
    }

    /** There is a new leader, or a new session with the cluster: what was on its way may be lost. */
    public void onNewLeader(final long nowNs)
    {
        commands.onNewWay(nowNs);
    }

    /**
     * Commands were sent again and again, and the master applied none. The cluster may have forgotten its session with
     * us without our hearing of it: a new one is needed.
     */
    public boolean isStuck()
    {
        return commands.isStuck();
    }

    /**
     * A leader told us of its term a while ago, and the cluster has not: the session ended with the leader before, and
     * what we say in it is dropped.
     *
     * @param sessionTermId of the leader that the session knows.
     */
    boolean isLeftBehind(final long nowNs, final long sessionTermId)
    {
        return leadershipTermId > sessionTermId && nowNs - leadershipTermNs >= LEFT_BEHIND_NS;
    }

    /** The latest of which a leader told us itself, or -1. */
    long leadershipTermId()
    {
        return leadershipTermId;
    }

    /** Deregister; then {@link #poll} until {@link #isLeft}. */
    public void leave()
    {
        if (state != State.REGISTERED)
        {
            become(State.LEFT);
            return;
        }

        final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
        final DeregisterNodeEncoder deregisterNode =
            new DeregisterNodeEncoder().wrapAndApplyHeader(command, 0, new MessageHeaderEncoder()).reserved(0);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + deregisterNode.encodedLength();
        become(commands.append(command, 0, length) ? State.LEAVING : State.LEFT);
    }

    public boolean isLeft()
    {
        return state == State.LEFT;
    }

    public boolean isRegistered()
    {
        return state == State.REGISTERED;
    }

    /** Why the last incarnation ended, or {@code NONE}. */
    public RefusalCode lastRefusal()
    {
        return lastRefusal;
    }

    /** The number of this incarnation. */
    public long incarnation()
    {
        return incarnations.current();
    }

    /** The highest position of the log seen in events. */
    public long position()
    {
        return events.position();
    }

    private void register()
    {
        final long incarnation = incarnations.begin();
        events.begin(incarnation);
        commands.begin(incarnation);
        counters.incarnations.incrementRelease();

        final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
        if (!commands.append(command, 0, registration.encode(command, 0)))
        {
            throw new IllegalStateException("the window does not hold a registration");
        }
        become(State.REGISTERING);
    }

    private void end(final long nowNs, final RefusalCode code)
    {
        if (state == State.DOWN || state == State.LEFT)
        {
            return;
        }

        final State ended = state;
        lastRefusal = code;
        counters.refusals.incrementRelease();
        incarnations.onEnded(nowNs, code);
        commands.begin(NO_INCARNATION);
        events.begin(NO_INCARNATION);
        become(ended == State.LEAVING ? State.LEFT : State.DOWN);
        if (ended == State.REGISTERED)
        {
            listener.onDown(code);
        }
    }

    private void become(final State next)
    {
        state = next;
        counters.registered.setRelease(next == State.REGISTERED ? 1 : 0);
    }

    private void on(final NodeRegisteredDecoder event)
    {
        if (state == State.REGISTERING)
        {
            incarnations.onRegistered(takenNs);
            commands.onLease(TimeUnit.MILLISECONDS.toNanos(event.leaseMs()));
            become(State.REGISTERED);
            listener.onRegistered(event.leaseMs());
        }
    }

    /** A later version of the master may have codes that we do not know. */
    private static RefusalCode codeOf(final LinkRefusedDecoder refusal)
    {
        try
        {
            return refusal.code();
        }
        catch (final IllegalArgumentException unknown)
        {
            return RefusalCode.NULL_VAL;
        }
    }

    private static RefusalCode codeOf(final NodeDownDecoder event)
    {
        try
        {
            return event.code();
        }
        catch (final IllegalArgumentException unknown)
        {
            return RefusalCode.NULL_VAL;
        }
    }

    /** What concerns the link stays here; the rest is the node's. */
    private final class Taker implements EventStream.Taker
    {
        @Override
        public void onApplied(final long appliedCommandSeq)
        {
            commands.onApplied(takenNs, appliedCommandSeq);
        }

        @Override
        public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
        {
            counters.eventsTaken.incrementRelease();
            switch (templateId)
            {
                case NodeRegisteredDecoder.TEMPLATE_ID ->
                    on(nodeRegistered.wrapAndApplyHeader(buffer, offset, header));
                case CommandsAppliedDecoder.TEMPLATE_ID ->
                {
                    // The batch has said it already.
                }
                case CommandsWantedDecoder.TEMPLATE_ID -> commands.onWanted(
                    takenNs, commandsWanted.wrapAndApplyHeader(buffer, offset, header).commandSeq());
                case NodeDownDecoder.TEMPLATE_ID ->
                    end(takenNs, codeOf(nodeDown.wrapAndApplyHeader(buffer, offset, header)));
                default -> show(templateId, buffer, offset, length);
            }
        }

        private void show(final int templateId, final DirectBuffer buffer, final int offset, final int length)
        {
            if (state == State.REGISTERED)
            {
                listener.onEvent(templateId, buffer, offset, length);
            }
        }
    }
}
