package io.muster.client.fake;

import io.muster.codecs.samples.ArenaMoveDecoder;
import io.muster.codecs.samples.ArenaStateEncoder;
import io.muster.codecs.samples.MessageHeaderDecoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.util.concurrent.TimeUnit;

/** An arena of four seats, twenty ticks of 50 ms. */
final class FakeArena extends FakeInstance
{
    private static final int SEATS = 4;
    private static final int TICKS = 20;
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long[] moves = new long[SEATS];
    private final int[] x = new int[SEATS];
    private final int[] y = new int[SEATS];
    private int ticksLeft = TICKS;
    private long tickNs;

    FakeArena(final long instanceId)
    {
        super(instanceId, "arena", SEATS);
    }

    @Override
    boolean mayJoin()
    {
        return ticksLeft > 1;
    }

    @Override
    void joined(final int seat, final FakeServers servers)
    {
        moves[seat] = 0;
        x[seat] = 0;
        y[seat] = 0;
    }

    @Override
    void left(final int seat, final FakeServers servers)
    {
    }

    @Override
    void input(final int seat, final DirectBuffer payload, final int length, final FakeServers servers)
    {
        final ArenaMoveDecoder move = new ArenaMoveDecoder()
            .wrapAndApplyHeader(payload, 0, new MessageHeaderDecoder());
        moves[seat]++;
        x[seat] += move.dx();
        y[seat] += move.dy();
    }

    @Override
    void tick(final long nowNs, final FakeServers servers)
    {
        if (nowNs - tickNs >= TICK_NS && ticksLeft > 0)
        {
            tickNs = nowNs;
            ticksLeft--;
            servers.showAll(this);
        }
    }

    @Override
    boolean isOver()
    {
        return ticksLeft == 0;
    }

    @Override
    int show(final int seat, final FakeServers servers, final MutableDirectBuffer buffer)
    {
        final ArenaStateEncoder state = new ArenaStateEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .ticksLeft(ticksLeft);
        final ArenaStateEncoder.AvatarsEncoder avatars = state.avatarsCount(taken());
        for (int i = 0; i < SEATS; i++)
        {
            if (users[i] != null)
            {
                final int lie = servers.showSeatOneAnotherResult && seat == 1 && isOver() ? 1 : 0;
                avatars.next().moves(moves[i]).x(x[i]).y(y[i] + (seat == i ? 0 : lie)).seat((short)i);
            }
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + state.encodedLength();
    }
}
