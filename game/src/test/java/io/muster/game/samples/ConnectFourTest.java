package io.muster.game.samples;

import io.muster.codecs.samples.ConnectFourBoardDecoder;
import io.muster.codecs.samples.ConnectFourMoveEncoder;
import io.muster.codecs.samples.GameOutcome;
import io.muster.codecs.samples.MessageHeaderDecoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import io.muster.game.Rehearsal;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectFourTest
{
    private static final long SEED = 42;

    private final Rehearsal rehearsal = new Rehearsal(new ConnectFour.Type(), SEED);
    private int first;
    private int second;

    @BeforeEach
    void shouldBeginWithTwoPlayers()
    {
        assertTrue(rehearsal.join(0, "ann"));
        assertEquals(GameOutcome.WAITING, boardOf(0).outcome());
        assertTrue(rehearsal.join(1, "bob"));
        assertEquals(GameOutcome.PLAYING, boardOf(0).outcome());
        first = boardOf(0).turn();
        second = 1 - first;
    }

    @Test
    void shouldShowBothTheSameBoardAfterAMove()
    {
        play(first, 3);

        assertEquals(1, boardOf(second).moves());
        assertEquals(second, boardOf(second).turn());
        assertEquals(1L << 3 * 7, discsOf(first));
        assertEquals(rehearsal.lastOutputTo(first), rehearsal.lastOutputTo(second));
    }

    @Test
    void shouldTellBothWhoHasWon()
    {
        for (int i = 0; i < 3; i++)
        {
            play(first, 0);
            play(second, 1);
        }
        play(first, 0);

        final GameOutcome won = first == 0 ? GameOutcome.WON_BY_SEAT_0 : GameOutcome.WON_BY_SEAT_1;
        assertEquals(won, boardOf(first).outcome());
        assertEquals(won, boardOf(second).outcome());
        assertTrue(rehearsal.isOver());
    }

    @Test
    void shouldSeeFourAcrossAndAlongBothDiagonalsButNotOverTheEdge()
    {
        assertEquals(GameOutcome.PLAYING, outcomeOf(0, 6, 1, 6, 2, 6));
        assertNotEquals(GameOutcome.PLAYING, outcomeOf(0, 6, 1, 6, 2, 6, 3));
        assertNotEquals(GameOutcome.PLAYING, outcomeOf(0, 1, 1, 2, 2, 3, 2, 3, 3, 6, 3));
        assertNotEquals(GameOutcome.PLAYING, outcomeOf(6, 5, 5, 4, 4, 3, 4, 3, 3, 0, 3));
        assertEquals(GameOutcome.PLAYING, outcomeOf(0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 2, 6, 2, 6));
    }

    @Test
    void shouldEndDrawnWhenTheBoardIsFull()
    {
        assertEquals(GameOutcome.DRAWN, outcomeOf(
            0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 2, 3, 2, 3, 2, 3, 3, 2, 3, 2, 3, 2,
            4, 5, 4, 5, 4, 5, 5, 4, 5, 4, 5, 4, 6, 6, 6, 6, 6, 6));
    }

    @Test
    void shouldIgnoreWhatIsNotAMoveAndShowTheBoardAgain()
    {
        play(first, 0);
        final DirectBuffer before = rehearsal.lastOutputTo(first);
        final int shown = rehearsal.outputsTo(first).size();

        play(first, 0);
        rehearsal.input(first, new UnsafeBuffer(new byte[3]));
        rehearsal.input(first, new UnsafeBuffer(new byte[64]));
        rehearsal.tick();

        assertEquals(before, rehearsal.lastOutputTo(first));
        assertEquals(shown + 3, rehearsal.outputsTo(first).size());
    }

    @Test
    void shouldIgnoreAMoveIntoAFullOrAbsentColumn()
    {
        for (int i = 0; i < 6; i++)
        {
            play(i % 2 == 0 ? first : second, 0);
        }
        play(first, 0);
        play(first, 7);
        play(first, 255);

        assertEquals(6, boardOf(first).moves());
        assertEquals(first, boardOf(first).turn());
    }

    @Test
    void shouldBeAbandonedWhenAPlayerLeaves()
    {
        rehearsal.leave(first);

        assertEquals(GameOutcome.ABANDONED, boardOf(second).outcome());
        assertTrue(rehearsal.isOver());
    }

    @Test
    void shouldWaitForAnotherWhenTheOnlyPlayerLeaves()
    {
        final Rehearsal other = new Rehearsal(new ConnectFour.Type(), SEED);
        other.join(0, "ann");
        other.leave(0);

        assertFalse(other.isOver());
        assertTrue(other.join(1, "bob"));
        assertTrue(other.join(0, "cid"));
    }

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadBeen()
    {
        play(first, 3);
        final Rehearsal restored = rehearsal.restored(rehearsal.snapshot());

        for (final Rehearsal each : new Rehearsal[]{ rehearsal, restored })
        {
            each.outputs().clear();
            each.input(second, moveTo(3));
            each.tick();
        }

        assertEquals(rehearsal.outputs(), restored.outputs());
        assertArrayEquals(rehearsal.snapshot(), restored.snapshot());
    }

    @Test
    void shouldSayTheSameForTheSameSeedAndInputs()
    {
        for (long seed = 0; seed < 100; seed++)
        {
            final Rehearsal one = playedAtRandom(seed);
            final Rehearsal other = playedAtRandom(seed);

            assertEquals(one.outputs(), other.outputs(), "seed " + seed);
            assertArrayEquals(one.snapshot(), other.snapshot(), "seed " + seed);
            assertTrue(one.isOver(), "seed " + seed);
        }
    }

    private static Rehearsal playedAtRandom(final long seed)
    {
        final Random random = new Random(seed);
        final Rehearsal game = new Rehearsal(new ConnectFour.Type(), seed);
        game.join(0, "ann");
        game.join(1, "bob");
        for (int i = 0; i < 10_000 && !game.isOver(); i++)
        {
            game.input(random.nextInt(2), moveTo(random.nextInt(8)));
            game.tick();
        }
        return game;
    }

    private static GameOutcome outcomeOf(final int... columns)
    {
        final Rehearsal game = new Rehearsal(new ConnectFour.Type(), SEED);
        game.join(0, "ann");
        game.join(1, "bob");
        for (final int column : columns)
        {
            game.input(decode(game.lastOutputTo(0)).turn(), moveTo(column));
            game.tick();
        }
        return decode(game.lastOutputTo(1)).outcome();
    }

    private void play(final int seat, final int column)
    {
        rehearsal.input(seat, moveTo(column));
        rehearsal.tick();
    }

    private ConnectFourBoardDecoder boardOf(final int seat)
    {
        return decode(rehearsal.lastOutputTo(seat));
    }

    private long discsOf(final int seat)
    {
        return seat == 0 ? boardOf(0).discsOfSeat0() : boardOf(0).discsOfSeat1();
    }

    private static ConnectFourBoardDecoder decode(final DirectBuffer output)
    {
        return new ConnectFourBoardDecoder().wrapAndApplyHeader(output, 0, new MessageHeaderDecoder());
    }

    private static DirectBuffer moveTo(final int column)
    {
        final UnsafeBuffer move = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + ConnectFourMoveEncoder.BLOCK_LENGTH]);
        new ConnectFourMoveEncoder().wrapAndApplyHeader(move, 0, new MessageHeaderEncoder()).column((short)column);
        return move;
    }
}
