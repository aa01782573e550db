package io.muster.client.fake;

import io.muster.codecs.samples.ConnectFourBoardEncoder;
import io.muster.codecs.samples.ConnectFourMoveDecoder;
import io.muster.codecs.samples.GameOutcome;
import io.muster.codecs.samples.MessageHeaderDecoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Connect Four that ends after eight discs, in favour of seat 0: what matters is that both agree. */
final class FakeConnectFour extends FakeInstance
{
    private static final int MOVES = 8;
    private static final int ROWS = 6;
    private static final int COLUMN_BITS = 7;

    private final long[] discs = new long[2];
    private int moves;
    private GameOutcome outcome = GameOutcome.WAITING;

    FakeConnectFour(final long instanceId)
    {
        super(instanceId, "connect-four", 2);
    }

    @Override
    boolean mayJoin()
    {
        return outcome == GameOutcome.WAITING;
    }

    @Override
    void joined(final int seat, final FakeServers servers)
    {
        outcome = taken() == 2 ? GameOutcome.PLAYING : GameOutcome.WAITING;
        servers.showAll(this);
    }

    @Override
    void left(final int seat, final FakeServers servers)
    {
        if (outcome == GameOutcome.PLAYING)
        {
            outcome = GameOutcome.ABANDONED;
            servers.showAll(this);
        }
    }

    @Override
    void input(final int seat, final DirectBuffer payload, final int length, final FakeServers servers)
    {
        final int column = new ConnectFourMoveDecoder()
            .wrapAndApplyHeader(payload, 0, new MessageHeaderDecoder()).column();
        final long taken = discs[0] | discs[1];
        for (int row = 0; row < ROWS && moves % 2 == seat && outcome == GameOutcome.PLAYING; row++)
        {
            final long bit = 1L << (column * COLUMN_BITS + row);
            if ((taken & bit) == 0)
            {
                discs[seat] |= bit;
                moves++;
                outcome = moves == MOVES ? GameOutcome.WON_BY_SEAT_0 : outcome;
                break;
            }
        }
        servers.showAll(this);
    }

    @Override
    void tick(final long nowNs, final FakeServers servers)
    {
    }

    @Override
    boolean isOver()
    {
        return outcome.value() >= GameOutcome.WON_BY_SEAT_0.value();
    }

    @Override
    int show(final int seat, final FakeServers servers, final MutableDirectBuffer buffer)
    {
        final boolean isLie = servers.showSeatOneAnotherResult && seat == 1 && isOver();
        final ConnectFourBoardEncoder board = new ConnectFourBoardEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .discsOfSeat0(discs[0])
            .discsOfSeat1(discs[1])
            .moves((short)moves)
            .turn((short)(moves % 2))
            .outcome(isLie ? GameOutcome.DRAWN : outcome);
        return MessageHeaderEncoder.ENCODED_LENGTH + board.encodedLength();
    }
}
