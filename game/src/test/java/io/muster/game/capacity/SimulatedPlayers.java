package io.muster.game.capacity;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.SeatOutputDecoder;
import io.muster.codecs.samples.ArenaMoveEncoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import io.muster.game.host.MasterPort;
import io.muster.game.host.PlayPort;
import io.muster.game.worker.Messages;
import io.muster.node.link.LinkListener;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/**
 * A master that starts instances and seats players, and players who move and acknowledge what they saw 20 times a
 * second. All on the game agent's thread.
 */
final class SimulatedPlayers implements PlayPort, MasterPort
{
    private static final int NODE = 1;
    private static final int SEATINGS_PER_CYCLE = 16;
    private static final long MOVE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int arenas;
    private final int playersPerArena;
    private final int boards;
    private final Messages messages = new Messages();
    private final Header header = new Header(0, 16);
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[DataHeaderFlyweight.HEADER_LENGTH]);
    private final MessageHeaderDecoder packetHeader = new MessageHeaderDecoder();
    private final SeatOutputDecoder output = new SeatOutputDecoder();
    private final byte[] move = new byte[MessageHeaderEncoder.ENCODED_LENGTH + ArenaMoveEncoder.BLOCK_LENGTH];
    private final long[] seen;
    private final long[] inputSeq;
    private LinkListener listener;
    private int started;
    private int attached;
    private int acked;
    private long moved;
    private long beganNs;

    SimulatedPlayers(final int arenas, final int playersPerArena, final int boards)
    {
        this.arenas = arenas;
        this.playersPerArena = playersPerArena;
        this.boards = boards;
        seen = new long[count() + 1];
        inputSeq = new long[count() + 1];
        header.buffer(frame);
        header.offset(0);
        new ArenaMoveEncoder().wrapAndApplyHeader(new UnsafeBuffer(move), 0, new MessageHeaderEncoder())
            .dx((byte)1).dy((byte)0);
    }

    MasterPort begin(final LinkListener newListener)
    {
        listener = newListener;
        return this;
    }

    int count()
    {
        return arenas * playersPerArena + boards * 2;
    }

    /** As the master: boards first, so that the arenas' rounds begin last. */
    @Override
    public int poll(final long nowNs)
    {
        int seated = 0;
        while (seated < SEATINGS_PER_CYCLE && started < boards + arenas)
        {
            final boolean isBoard = started < boards;
            final long instanceId = ++started;
            say(messages.startInstance(instanceId, isBoard ? "connect-four" : "arena", 0));
            for (int seat = 0; seat < (isBoard ? 2 : playersPerArena); seat++)
            {
                say(messages.offerSeat(instanceId, userOf(instanceId, seat), seat, "player"));
            }
            seated++;
        }
        return seated;
    }

    @Override
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        return true;
    }

    /** As session nodes: attach whoever was seated, and then move one player after another, evenly in time. */
    @Override
    public int poll(final FragmentHandler packets, final int fragmentLimit)
    {
        if (started < boards + arenas)
        {
            return 0;
        }

        int said = 0;
        while (attached < count() && said < fragmentLimit)
        {
            attached++;
            say(packets, messages.attachSeat(NODE, instanceOf(attached), attached, 1, 0));
            beganNs = System.nanoTime();
            said++;
        }
        while (acked < boards * 2 && acked < attached && seen[acked + 1] >= 1 + (acked + 1) % 2 && said < fragmentLimit)
        {
            acked++; // Who sits at a board has nothing to say but this. The first has seen two boards, the second one.
            say(packets, messages.seatAck(instanceOf(acked), acked, seen[acked]));
            said++;
        }
        final int movers = arenas * playersPerArena;
        final long due = movers == 0 ? 0 : (System.nanoTime() - beganNs) * movers / MOVE_NS;
        while (attached == count() && moved < due && said < fragmentLimit)
        {
            final int player = boards * 2 + 1 + (int)(moved++ % movers);
            say(packets, messages.seatInput(
                instanceOf(player), player, ++inputSeq[player], seen[player], move));
            said++;
        }
        return said;
    }

    @Override
    public boolean offer(final int nodeId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (packetHeader.wrap(buffer, offset).templateId() == SeatOutputDecoder.TEMPLATE_ID)
        {
            output.wrapAndApplyHeader(buffer, offset, packetHeader);
            seen[(int)output.userId()] = output.outputSeq();
        }
        return true;
    }

    @Override
    public void onNodeUp(final int nodeId, final String playEndpoint)
    {
        throw new IllegalStateException("nobody comes up");
    }

    @Override
    public void onNodeGone(final int nodeId)
    {
        throw new IllegalStateException("nobody goes");
    }

    @Override
    public void close()
    {
        started = 0;
    }

    private void say(final int length)
    {
        final int templateId = packetHeader.wrap(messages.buffer, 0).templateId();
        listener.onEvent(templateId, messages.buffer, 0, length);
    }

    private void say(final FragmentHandler packets, final int length)
    {
        packets.onFragment(messages.buffer, 0, length, header);
    }

    private long userOf(final long instanceId, final int seat)
    {
        return instanceId <= boards ? (instanceId - 1) * 2 + seat + 1 :
            boards * 2L + (instanceId - boards - 1) * playersPerArena + seat + 1;
    }

    private long instanceOf(final int userId)
    {
        return userId <= boards * 2 ? (userId - 1) / 2 + 1 : boards + (userId - boards * 2 - 1) / playersPerArena + 1;
    }
}
