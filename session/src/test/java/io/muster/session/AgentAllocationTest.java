package io.muster.session;

import com.sun.management.ThreadMXBean;
import io.muster.codecs.BooleanType;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SeatAttachedEncoder;
import io.muster.codecs.SeatOutputEncoder;
import io.muster.codecs.UserEnteredEncoder;
import io.muster.codecs.UserSeatedEncoder;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import io.muster.session.backend.Backend;
import io.muster.session.backend.BackendListener;
import io.muster.session.frame.RefusalCounters;
import io.muster.session.gateway.GatewaySettings;
import io.muster.session.key.UserKeys;
import io.muster.session.player.SessionNodes;
import io.muster.session.ring.ConnectionIds;
import io.muster.session.ring.Inbound;
import io.muster.session.ring.Outbound;
import io.muster.session.ring.OutboundRing;
import io.muster.session.ring.WakeUp;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The agent's whole way, from ring to play packet and back, without sockets: it allocates nothing per packet. */
class AgentAllocationTest
{
    private static final int WARM_UP_CYCLES = 200_000;
    private static final int CYCLES = 100_000;
    private static final long USER_ID = 500;
    private static final long INSTANCE_ID = 70;
    private static final long CONNECTION_ID = ConnectionIds.of(1, 0, 0);

    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[4_096]);
    private final byte[] input = Frames.input(INSTANCE_ID, 1, 0, 40);
    private final byte[] outputAck = Frames.outputAck(INSTANCE_ID, 1);
    private final Inbound inbound = new Inbound(1 << 16);
    private final OutboundRing ring = new OutboundRing(1 << 20);
    private final EchoingBackend[] backends = new EchoingBackend[1];
    /** Made once: a method reference that is made for each call is an object, unless the JIT sees through it. */
    private final MessageHandler onOutbound = this::onOutbound;
    private long heardByPlayer;

    @Test
    void shouldAllocateNothingPerInputAndOutput()
    {
        final SessionAgent agent = agent();
        comeIn(agent);
        cycle(agent, WARM_UP_CYCLES); // So that the JIT and the class loader have had their share.
        final long packets = backends[0].packets;
        final long heard = heardByPlayer;

        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        cycle(agent, CYCLES);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(2L * CYCLES, backends[0].packets - packets);
        assertEquals(CYCLES, heardByPlayer - heard);
        assertTrue(allocated < 1_000, () -> allocated + " bytes for " + CYCLES + " inputs and outputs");
    }

    private SessionAgent agent()
    {
        final Settings all = Settings.of(null, Map.of("session.keyFile", "unused", "session.connectionsMax", "100"));
        final Counters counters = new Counters();
        final WakeUp wakeUp = new WakeUp(Runnable::run, () -> ring.drain(onOutbound, 1_000));
        return new SessionAgent(
            new SessionParts(
                3, 64, new SessionSettings(all), new GatewaySettings(all), SystemNanoClock.INSTANCE,
                SystemEpochClock.INSTANCE, inbound,
                new Outbound(new OutboundRing[]{ ring }, new WakeUp[]{ wakeUp }), new RefusalCounters(counters),
                new SessionNodes(), new UserKeys(List.of(SessionRig.SECRET)), counters),
            (listener) -> backends[0] = new EchoingBackend(listener));
    }

    private void onOutbound(final int type, final DirectBuffer buffer, final int index, final int length)
    {
        heardByPlayer++;
    }

    private void comeIn(final SessionAgent agent)
    {
        inbound.opened(CONNECTION_ID, scratch);
        say(Frames.login(1, "ada"));
        agent.doWork();
        backends[0].enterAndSeat();
        agent.doWork();
        assertEquals(3, heardByPlayer, "welcome, a seat, and that it is attached");
    }

    private void cycle(final SessionAgent agent, final int cycles)
    {
        for (int i = 0; i < cycles; i++)
        {
            say(input);
            say(outputAck);
            agent.doWork(); // The game node is told,
            agent.doWork(); // and its output comes back.
        }
    }

    private void say(final byte[] message)
    {
        scratch.putBytes(Inbound.FRAME_OFFSET, message);
        assertTrue(inbound.frame(CONNECTION_ID, scratch, message.length));
    }

    /** Answers every input with an output; allocates nothing either. */
    private static final class EchoingBackend implements Backend
    {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final SeatOutputEncoder output = new SeatOutputEncoder();
        private final BackendListener listener;
        private long packets;
        private int outputs;

        EchoingBackend(final BackendListener listener)
        {
            this.listener = listener;
        }

        void enterAndSeat()
        {
            listener.onEvent(
                UserEnteredEncoder.TEMPLATE_ID, buffer, 0, new UserEnteredEncoder()
                    .wrapAndApplyHeader(buffer, 0, header).connectionId(CONNECTION_ID).userId(USER_ID)
                    .attachment(1).resumed(BooleanType.FALSE).encodedLength());
            listener.onEvent(
                UserSeatedEncoder.TEMPLATE_ID, buffer, 0, new UserSeatedEncoder()
                    .wrapAndApplyHeader(buffer, 0, header).userId(USER_ID).requestSeq(0).eventSeq(1)
                    .instanceId(INSTANCE_ID).gameNodeId(9).encodedLength());
            final int length = new SeatAttachedEncoder().wrapAndApplyHeader(buffer, 0, header)
                .instanceId(INSTANCE_ID).userId(USER_ID).ackedInputSeq(0).encodedLength();
            listener.onPacket(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length);
        }

        @Override
        public int poll(final long nowNs)
        {
            if (outputs == 0)
            {
                return 0;
            }
            outputs--;
            output.wrapAndApplyHeader(buffer, 0, header)
                .instanceId(INSTANCE_ID).userId(USER_ID).outputSeq(1).ackedInputSeq(1).tick(1)
                .putPayload(buffer, 256, 200);
            listener.onPacket(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + output.encodedLength());
            return 1;
        }

        @Override
        public boolean offer(final int nodeId, final DirectBuffer packet, final int offset, final int length)
        {
            packets++;
            outputs += length > 60 ? 1 : 0;
            return true;
        }

        @Override
        public boolean isRegistered()
        {
            return true;
        }

        @Override
        public long position()
        {
            return 0;
        }

        @Override
        public boolean send(final DirectBuffer command, final int offset, final int length)
        {
            return true;
        }

        @Override
        public boolean ask(
            final DirectBuffer query, final int offset, final int length, final long queryId, final long nowNs)
        {
            return true;
        }

        @Override
        public void onGameNodeUp(final int nodeId, final String playEndpoint)
        {
        }

        @Override
        public void onGameNodeGone(final int nodeId)
        {
        }

        @Override
        public void close()
        {
        }
    }
}
