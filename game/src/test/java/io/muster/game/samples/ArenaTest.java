package io.muster.game.samples;

import io.muster.codecs.samples.ArenaMoveEncoder;
import io.muster.codecs.samples.ArenaStateDecoder;
import io.muster.codecs.samples.MessageHeaderDecoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import io.muster.game.Rehearsal;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArenaTest
{
    private final Rehearsal rehearsal = new Rehearsal(new Arena.Type(), 42);

    @Test
    void shouldWaitForItsFirstPlayer()
    {
        rehearsal.ticks(1_000);

        assertTrue(rehearsal.outputs().isEmpty());
        assertFalse(rehearsal.isOver());
    }

    @Test
    void shouldBeFoundByItsHallItsEndAndItsFreshness()
    {
        assertEquals("large", rehearsal.description().word("hall"));
        assertEquals("small", new Rehearsal(new Arena.Type(), 42, 8).description().word("hall"));
        assertEquals(-1, rehearsal.description().number("ends-tick", -1));

        rehearsal.ticks(10);
        rehearsal.join(0, "ann");
        rehearsal.ticks(Arena.ROUND_TICKS / 2);
        assertTrue(rehearsal.description().isTagged("fresh"));
        assertEquals(10 + Arena.ROUND_TICKS, rehearsal.description().number("ends-tick", -1));

        rehearsal.tick();
        assertFalse(rehearsal.description().isTagged("fresh"));
        assertFalse(rehearsal.restored(rehearsal.snapshot()).description().isTagged("fresh"));
    }

    @Test
    void shouldShowEveryoneWhereEveryoneIsAtEachTick()
    {
        rehearsal.join(0, "ann");
        rehearsal.join(5, "bob");
        rehearsal.input(5, move(1, -1));
        rehearsal.tick();

        assertEquals(2, rehearsal.outputs().size());
        assertEquals(rehearsal.lastOutputTo(0), rehearsal.lastOutputTo(5));
        assertAvatar(5, 1, 1, -1);
        assertAvatar(0, 0, 0, 0);
    }

    @Test
    void shouldCountEveryMoveOfASeatOnceAndSumThemUp()
    {
        final Random random = new Random(7);
        rehearsal.join(3, "ann");
        int x = 0;
        int y = 0;
        for (int i = 1; i <= 150; i++)
        {
            final int dx = random.nextInt(3) - 1;
            final int dy = random.nextInt(3) - 1;
            x += dx;
            y += dy;
            rehearsal.input(3, move(dx, dy));
            rehearsal.tick();
            assertAvatar(3, i, x, y);
        }
    }

    @Test
    void shouldNotCountWhatIsNotAMove()
    {
        rehearsal.join(0, "ann");
        rehearsal.input(0, move(2, 0));
        rehearsal.input(0, move(0, -128));
        rehearsal.input(0, new UnsafeBuffer(new byte[0]));
        rehearsal.input(0, new UnsafeBuffer(new byte[1024]));
        rehearsal.tick();

        assertAvatar(0, 0, 0, 0);
    }

    @Test
    void shouldEndARoundTwoHundredTicksAfterItsFirstPlayer()
    {
        rehearsal.ticks(30);
        rehearsal.join(0, "ann");
        rehearsal.ticks(199);
        assertEquals(1, state().ticksLeft());
        assertFalse(rehearsal.isOver());

        rehearsal.tick();
        assertEquals(0, state().ticksLeft());
        assertTrue(rehearsal.isOver());
    }

    @Test
    void shouldEndInTimeWhenTheHostSkipsTicks()
    {
        rehearsal.join(0, "ann");
        rehearsal.skip(500);
        rehearsal.tick();

        assertEquals(0, state().ticksLeft());
        assertTrue(rehearsal.isOver());
    }

    @Test
    void shouldForgetAnAvatarWhenItsPlayerLeavesAndBeginAnewForTheNext()
    {
        rehearsal.join(0, "ann");
        rehearsal.join(1, "bob");
        rehearsal.input(1, move(1, 1));
        rehearsal.tick();
        rehearsal.leave(1);
        rehearsal.tick();
        assertEquals(1, state().avatars().count());

        rehearsal.join(1, "cid");
        rehearsal.tick();
        assertAvatar(1, 0, 0, 0);
    }

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadBeen()
    {
        playAtRandom(rehearsal, new Random(1), 50);
        final Rehearsal restored = rehearsal.restored(rehearsal.snapshot());
        rehearsal.outputs().clear();

        playAtRandom(rehearsal, new Random(2), 200);
        playAtRandom(restored, new Random(2), 200);

        assertEquals(rehearsal.outputs(), restored.outputs());
        assertArrayEquals(rehearsal.snapshot(), restored.snapshot());
    }

    @Test
    void shouldSayTheSameForTheSameSeedAndInputs()
    {
        final Rehearsal other = new Rehearsal(new Arena.Type(), 42);
        playAtRandom(rehearsal, new Random(3), 200);
        playAtRandom(other, new Random(3), 200);

        assertEquals(rehearsal.outputs(), other.outputs());
        assertArrayEquals(rehearsal.snapshot(), other.snapshot());
    }

    /** Players come, move and go. */
    private static void playAtRandom(final Rehearsal game, final Random random, final int ticks)
    {
        for (int i = 0; i < ticks && !game.isOver(); i++)
        {
            final int seat = random.nextInt(game.seatsMax());
            if (!game.isTaken(seat))
            {
                game.join(seat, "player " + seat);
            }
            else if (random.nextInt(10) == 0)
            {
                game.leave(seat);
            }
            else
            {
                game.input(seat, move(random.nextInt(3) - 1, random.nextInt(3) - 1));
            }
            game.tick();
        }
    }

    private void assertAvatar(final int seat, final long moves, final int x, final int y)
    {
        for (final ArenaStateDecoder.AvatarsDecoder avatar : state().avatars())
        {
            if (avatar.seat() == seat)
            {
                assertEquals(moves, avatar.moves());
                assertEquals(x, avatar.x());
                assertEquals(y, avatar.y());
                return;
            }
        }
        throw new AssertionError("seat " + seat + " has no avatar");
    }

    private ArenaStateDecoder state()
    {
        final DirectBuffer last = rehearsal.outputs().get(rehearsal.outputs().size() - 1).payload();
        return new ArenaStateDecoder().wrapAndApplyHeader(last, 0, new MessageHeaderDecoder());
    }

    private static DirectBuffer move(final int dx, final int dy)
    {
        final UnsafeBuffer move = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + ArenaMoveEncoder.BLOCK_LENGTH]);
        new ArenaMoveEncoder().wrapAndApplyHeader(move, 0, new MessageHeaderEncoder()).dx((byte)dx).dy((byte)dy);
        return move;
    }
}
