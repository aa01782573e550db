package io.muster.client.simulation.games;

/**
 * What a player of the arena did, against what the arena shows of it. The sum of the first n moves must be where the
 * avatar stands after n moves: a move that was lost and one that was doubled shift every sum behind them.
 */
final class ArenaEvidence
{
    /** Sums are kept for so many moves; a move is shown long before as many have followed it. */
    private static final int MOVES_KEPT = 4_096;

    private final int[] xs = new int[MOVES_KEPT];
    private final int[] ys = new int[MOVES_KEPT];
    private long sent;
    private long shown;
    private boolean isElsewhere;
    private long lost;
    private long duplicated;

    void begin()
    {
        sent = 0;
        shown = 0;
        isElsewhere = false;
        lost = 0;
        duplicated = 0;
    }

    /** A move was given to the SDK. */
    void onSent(final int dx, final int dy)
    {
        final int before = slotOf(sent);
        sent++;
        final int slot = slotOf(sent);
        xs[slot] = (sent == 1 ? 0 : xs[before]) + dx;
        ys[slot] = (sent == 1 ? 0 : ys[before]) + dy;
    }

    /** The own avatar was shown. */
    void onShown(final long moves, final int x, final int y)
    {
        if (moves > sent)
        {
            duplicated = Math.max(duplicated, moves - sent);
        }
        else if (moves < shown)
        {
            lost = Math.max(lost, shown - moves);
        }
        else if (sent - moves < MOVES_KEPT)
        {
            final int expectedX = moves == 0 ? 0 : xs[slotOf(moves)];
            final int expectedY = moves == 0 ? 0 : ys[slotOf(moves)];
            isElsewhere |= x != expectedX || y != expectedY;
        }
        shown = Math.max(shown, moves);
    }

    /**
     * The seat is closed.
     *
     * @param acked  the last input that the game acknowledged.
     * @param isLast whether the last state of the round was shown: it holds everything that was acknowledged.
     */
    void conclude(final long acked, final boolean isLast)
    {
        if (isLast && shown < acked)
        {
            lost = Math.max(lost, acked - shown);
        }
        if (isElsewhere && lost == 0 && duplicated == 0)
        {
            duplicated = Math.max(1, shown - acked);
            lost = shown > acked ? 0 : 1;
        }
    }

    long lost()
    {
        return lost;
    }

    long duplicated()
    {
        return duplicated;
    }

    private static int slotOf(final long move)
    {
        return (int)(move % MOVES_KEPT);
    }
}
