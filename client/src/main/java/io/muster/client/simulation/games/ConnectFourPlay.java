package io.muster.client.simulation.games;

import io.muster.client.Output;
import io.muster.client.Player;
import io.muster.codecs.samples.ConnectFourBoardDecoder;
import io.muster.codecs.samples.ConnectFourMoveEncoder;
import io.muster.codecs.samples.GameOutcome;
import io.muster.codecs.samples.MessageHeaderDecoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Thinks a while and drops a disc into any column that has room. Loses often, and does not mind. */
public final class ConnectFourPlay implements Play
{
    private static final int COLUMNS = 7;
    private static final int ROWS = 6;
    private static final int COLUMN_BITS = ROWS + 1;
    private static final int MOVE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + ConnectFourMoveEncoder.BLOCK_LENGTH;

    /** A move that was acknowledged and is not on the board after so long is lost; another keeps the game going. */
    private static final long MOVE_SHOWN_NS = TimeUnit.SECONDS.toNanos(2);

    private final Random random;
    private final long thinkMinNs;
    private final long thinkMaxNs;
    private final ConnectFourEvidence evidence = new ConnectFourEvidence();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MOVE_BYTES]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final ConnectFourMoveEncoder moveEncoder = new ConnectFourMoveEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConnectFourBoardDecoder board = new ConnectFourBoardDecoder();
    private GameOutcome outcome = GameOutcome.WAITING;
    private long discs;
    private int moves;
    private boolean isMyTurn;
    private boolean isMoveMade;
    private long moveSeq;
    private long moveAtNs;
    private String result;

    /**
     * @param random     what it chooses with.
     * @param thinkMinNs before a move, at least.
     * @param thinkMaxNs before a move, at most.
     */
    public ConnectFourPlay(final Random random, final long thinkMinNs, final long thinkMaxNs)
    {
        this.random = random;
        this.thinkMinNs = thinkMinNs;
        this.thinkMaxNs = thinkMaxNs;
    }

    @Override
    public String gameType()
    {
        return "connect-four";
    }

    @Override
    public int createsOneIn()
    {
        return 3;
    }

    @Override
    public boolean isTicking()
    {
        return false;
    }

    @Override
    public void begin(final Player player, final long nowNs)
    {
        evidence.begin();
        outcome = GameOutcome.WAITING;
        discs = 0;
        moves = -1;
        isMyTurn = false;
        isMoveMade = false;
        result = null;
    }

    @Override
    public void onOutput(final Player player, final Output output, final long nowNs)
    {
        board.wrapAndApplyHeader(output.payload(), 0, header);
        final boolean isNews = board.moves() != moves || board.outcome() != outcome;
        outcome = board.outcome();
        moves = board.moves();
        discs = board.discsOfSeat0() | board.discsOfSeat1();
        evidence.onShown(player.seat() == 0 ? board.discsOfSeat0() : board.discsOfSeat1());
        isMyTurn = outcome == GameOutcome.PLAYING && board.turn() == player.seat();
        if (isMoveMade && !isNews && output.ackedInputSeq() >= moveSeq)
        {
            isMoveMade = false;
            moveAtNs = nowNs + MOVE_SHOWN_NS;
        }
        if (isNews)
        {
            isMoveMade = false;
            moveAtNs = nowNs + thinkMinNs + (long)(random.nextDouble() * (thinkMaxNs - thinkMinNs));
        }
        if (isOver() && outcome != GameOutcome.ABANDONED)
        {
            result = outcome + " " + Long.toHexString(board.discsOfSeat0()) + " " +
                Long.toHexString(board.discsOfSeat1());
        }
    }

    @Override
    public void poll(final Player player, final long nowNs)
    {
        if (!isMyTurn || isMoveMade || nowNs - moveAtNs < 0)
        {
            return;
        }
        final int column = columnWithRoom();
        moveEncoder.wrapAndApplyHeader(buffer, 0, headerEncoder).column((short)column);
        final long inputSeq = player.input(buffer, 0, MOVE_BYTES);
        if (inputSeq != 0)
        {
            evidence.onSent(column);
            isMoveMade = true;
            moveSeq = inputSeq;
        }
    }

    @Override
    public boolean isLonely()
    {
        return outcome == GameOutcome.WAITING;
    }

    @Override
    public boolean isOver()
    {
        return outcome != GameOutcome.WAITING && outcome != GameOutcome.PLAYING;
    }

    @Override
    public String result()
    {
        return result;
    }

    @Override
    public void conclude(final long acked)
    {
        evidence.conclude(acked, isOver());
    }

    @Override
    public long inputsLost()
    {
        return evidence.lost();
    }

    @Override
    public long inputsDuplicated()
    {
        return evidence.duplicated();
    }

    /** A board with a turn has room somewhere. */
    private int columnWithRoom()
    {
        int column = random.nextInt(COLUMNS);
        while ((discs & 1L << (column * COLUMN_BITS + ROWS - 1)) != 0)
        {
            column = (column + 1) % COLUMNS;
        }
        return column;
    }
}
