package io.muster.game.samples;

import io.muster.codecs.SeatReason;
import io.muster.codecs.samples.ConnectFourBoardEncoder;
import io.muster.codecs.samples.ConnectFourMoveDecoder;
import io.muster.codecs.samples.GameOutcome;
import io.muster.codecs.samples.MessageHeaderEncoder;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static io.muster.codecs.samples.GameOutcome.ABANDONED;
import static io.muster.codecs.samples.GameOutcome.DRAWN;
import static io.muster.codecs.samples.GameOutcome.PLAYING;
import static io.muster.codecs.samples.GameOutcome.WAITING;
import static io.muster.codecs.samples.GameOutcome.WON_BY_SEAT_0;
import static io.muster.codecs.samples.GameOutcome.WON_BY_SEAT_1;

/**
 * Connect Four: two seats, seven columns, six rows. It begins when both seats are taken, and the dice say who moves
 * first. Both players are shown every board, so both see the same end. Who leaves a game that has begun abandons it.
 * <p>
 * A board is one bit a cell, {@code column * 7 + row}: the seventh row stays empty, so that lines do not run over
 * the edge.
 */
public final class ConnectFour implements Game
{
    /**
     * How the host knows this game. It moves on inputs only, so its pace is what a player waits for a board at most.
     */
    public static final class Type implements GameType
    {
        @Override
        public String name()
        {
            return "connect-four";
        }

        @Override
        public int ticksPerSecond()
        {
            return 10;
        }

        @Override
        public int seatsMin()
        {
            return 2;
        }

        @Override
        public int seatsMax()
        {
            return 2;
        }

        @Override
        public Game newGame()
        {
            return new ConnectFour();
        }
    }

    private static final int COLUMNS = 7;
    private static final int ROWS = 6;
    private static final int COLUMN_BITS = ROWS + 1;
    private static final int BOARD_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + ConnectFourBoardEncoder.BLOCK_LENGTH;

    private final SampleInput move = new SampleInput(
        ConnectFourMoveDecoder.TEMPLATE_ID, ConnectFourMoveDecoder.BLOCK_LENGTH);
    private final ConnectFourMoveDecoder moveDecoder = new ConnectFourMoveDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final ConnectFourBoardEncoder boardEncoder = new ConnectFourBoardEncoder();
    private final UnsafeBuffer board = new UnsafeBuffer(new byte[BOARD_BYTES]);

    private final long[] discs = new long[2];
    private final boolean[] sits = new boolean[2];
    private Stage stage;
    private GameOutcome outcome = WAITING;
    private int moves;
    private int turn;

    @Override
    public void init(final Stage stage)
    {
        this.stage = stage;
        turn = stage.dice().below(2);
    }

    @Override
    public boolean joinAttempt(final int seat, final String name)
    {
        return outcome == WAITING;
    }

    @Override
    public void join(final int seat, final String name)
    {
        sits[seat] = true;
        if (sits[1 - seat])
        {
            outcome = PLAYING;
        }
        showBoth();
    }

    @Override
    public void leave(final int seat, final SeatReason reason)
    {
        sits[seat] = false;
        if (outcome == PLAYING)
        {
            endWith(ABANDONED);
        }
    }

    @Override
    public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        if (!move.isIn(payload, offset, length) || !drop(seat, moveDecoder.wrap(
            payload, move.bodyOffset(), move.blockLength(), move.version()).column()))
        {
            show(seat);
        }
    }

    @Override
    public void tick(final long tick)
    {
        // Nothing happens but by a player's move.
    }

    @Override
    public int snapshot(final MutableDirectBuffer buffer, final int offset)
    {
        buffer.putLong(offset, discs[0]);
        buffer.putLong(offset + 8, discs[1]);
        buffer.putByte(offset + 16, (byte)moves);
        buffer.putByte(offset + 17, (byte)turn);
        buffer.putByte(offset + 18, (byte)outcome.value());
        buffer.putByte(offset + 19, (byte)(sits[0] ? 1 : 0));
        buffer.putByte(offset + 20, (byte)(sits[1] ? 1 : 0));
        return 21;
    }

    @Override
    public void restore(final DirectBuffer buffer, final int offset, final int length)
    {
        discs[0] = buffer.getLong(offset);
        discs[1] = buffer.getLong(offset + 8);
        moves = buffer.getByte(offset + 16);
        turn = buffer.getByte(offset + 17);
        outcome = GameOutcome.get(buffer.getByte(offset + 18));
        sits[0] = buffer.getByte(offset + 19) != 0;
        sits[1] = buffer.getByte(offset + 20) != 0;
    }

    /** Whether it was this seat's turn and the column had room. */
    private boolean drop(final int seat, final int column)
    {
        if (outcome != PLAYING || seat != turn || column >= COLUMNS)
        {
            return false;
        }

        final int bottom = column * COLUMN_BITS;
        final int height = Long.bitCount((discs[0] | discs[1]) >>> bottom & (1L << ROWS) - 1);
        if (height == ROWS)
        {
            return false;
        }

        discs[seat] |= 1L << bottom + height;
        moves++;
        turn = 1 - seat;
        judge(seat);
        return true;
    }

    private void judge(final int seat)
    {
        if (hasFour(discs[seat]))
        {
            endWith(seat == 0 ? WON_BY_SEAT_0 : WON_BY_SEAT_1);
        }
        else if (moves == COLUMNS * ROWS)
        {
            endWith(DRAWN);
        }
        else
        {
            showBoth();
        }
    }

    private void endWith(final GameOutcome end)
    {
        outcome = end;
        showBoth();
        stage.end();
    }

    /** Four in a line: up, across, or along one of the diagonals. */
    private static boolean hasFour(final long discs)
    {
        return runsFour(discs, 1) || runsFour(discs, COLUMN_BITS) ||
            runsFour(discs, COLUMN_BITS - 1) || runsFour(discs, COLUMN_BITS + 1);
    }

    private static boolean runsFour(final long discs, final int step)
    {
        final long pairs = discs & discs >>> step;
        return (pairs & pairs >>> 2 * step) != 0;
    }

    private void show(final int seat)
    {
        encodeBoard();
        stage.send(seat, board, 0, BOARD_BYTES);
    }

    private void showBoth()
    {
        encodeBoard();
        stage.broadcast(board, 0, BOARD_BYTES);
    }

    private void encodeBoard()
    {
        boardEncoder.wrapAndApplyHeader(board, 0, headerEncoder)
            .discsOfSeat0(discs[0])
            .discsOfSeat1(discs[1])
            .moves((short)moves)
            .turn((short)turn)
            .outcome(outcome);
    }
}
