package io.muster.client.simulation.games;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Evidence that finds nothing when all is well, and something when one thing is not. */
class EvidenceTest
{
    private final ArenaEvidence arena = new ArenaEvidence();
    private final ConnectFourEvidence connectFour = new ConnectFourEvidence();

    EvidenceTest()
    {
        arena.begin();
        connectFour.begin();
        for (int i = 0; i < 10; i++)
        {
            arena.onSent(1, i % 3 - 1);
        }
        for (final int column : new int[]{ 3, 3, 0 })
        {
            connectFour.onSent(column);
        }
    }

    @Test
    void shouldAgreeWithAnArenaThatShowsWhatWasDone()
    {
        arena.onShown(0, 0, 0);
        arena.onShown(4, 4, -1);
        arena.onShown(10, 10, -1);
        arena.conclude(10, true);

        expectArena(0, 0);
    }

    @Test
    void shouldNotMissMovesThatWereNeverAcknowledged()
    {
        arena.onShown(9, 9, 0);
        arena.conclude(9, true);

        expectArena(0, 0);
    }

    @Test
    void shouldMissAMoveThatWasAcknowledged()
    {
        arena.onShown(9, 9, -1);
        arena.conclude(10, true);

        expectArena(1, 0);
    }

    @Test
    void shouldMissAMoveInTheMiddle()
    {
        arena.onShown(7, 7, 0);
        arena.conclude(7, false);

        expectArena(1, 1);
    }

    @Test
    void shouldSeeAMoveTooMany()
    {
        arena.onShown(11, 11, -1);
        arena.conclude(10, true);

        expectArena(0, 1);
    }

    @Test
    void shouldSeeThatMovesAreForgotten()
    {
        arena.onShown(10, 10, -1);
        arena.onShown(4, 4, -1);
        arena.conclude(10, false);

        expectArena(6, 0);
    }

    @Test
    void shouldRememberMovesForLongerThanARound()
    {
        arena.begin();
        for (int i = 1; i <= 100_000; i++)
        {
            arena.onSent(1, 0);
            arena.onShown(i, i, 0);
        }
        arena.conclude(100_000, true);

        expectArena(0, 0);
    }

    @Test
    void shouldAgreeWithABoardThatShowsWhatWasPlayed()
    {
        connectFour.onShown(discs(3, 0));
        connectFour.onShown(discs(3, 0) | discs(3, 2) | discs(0, 5));
        connectFour.conclude(3, true);

        expectConnectFour(0, 0);
    }

    @Test
    void shouldMissADiscThatWasAcknowledged()
    {
        connectFour.onShown(discs(3, 0) | discs(3, 2));
        connectFour.conclude(3, true);

        expectConnectFour(1, 0);
    }

    @Test
    void shouldSeeADiscInAnotherColumn()
    {
        connectFour.onShown(discs(3, 0) | discs(4, 0));
        connectFour.conclude(2, false);

        expectConnectFour(1, 1);
    }

    @Test
    void shouldSeeADiscTooMany()
    {
        connectFour.onShown(discs(3, 0) | discs(3, 2) | discs(0, 5) | discs(0, 4));
        connectFour.conclude(3, true);

        expectConnectFour(0, 1);
    }

    private static long discs(final int column, final int row)
    {
        return 1L << (column * 7 + row);
    }

    private void expectArena(final long lost, final long duplicated)
    {
        assertEquals(lost, arena.lost());
        assertEquals(duplicated, arena.duplicated());
    }

    private void expectConnectFour(final long lost, final long duplicated)
    {
        assertEquals(lost, connectFour.lost());
        assertEquals(duplicated, connectFour.duplicated());
    }
}
