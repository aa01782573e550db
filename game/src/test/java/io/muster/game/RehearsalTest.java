package io.muster.game;

import io.muster.codecs.SeatReason;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RehearsalTest
{
    private final Scribe scribe = new Scribe();
    private final Rehearsal rehearsal = new Rehearsal(scribe, 1);

    @Test
    void shouldCallTheGameAsAHostDoes()
    {
        rehearsal.join(0, "ann");
        rehearsal.input(0, bytes(1));
        rehearsal.input(0, bytes(2));
        rehearsal.tick();
        rehearsal.leave(0);

        assertEquals(
            List.of("init", "attempt 0 ann", "join 0 ann", "input 0 1", "input 0 2", "tick 1", "leave 0 LEFT"),
            scribe.heard);
    }

    @Test
    void shouldNotSeatWhomTheGameDeclines()
    {
        assertFalse(rehearsal.join(1, "nobody"));
        assertFalse(rehearsal.isTaken(1));
    }

    @Test
    void shouldTerminateWhenTheGameEndsAndCallNothingAfterwards()
    {
        rehearsal.join(0, "ann");
        scribe.stage.end();
        rehearsal.ticks(3);

        assertTrue(rehearsal.isOver());
        assertEquals("terminate", scribe.heard.get(scribe.heard.size() - 1));
    }

    @Test
    void shouldGiveNoInputToASeatThatWasReleased()
    {
        rehearsal.join(0, "ann");
        rehearsal.input(0, bytes(1));
        scribe.stage.release(0);
        rehearsal.tick();

        assertFalse(rehearsal.isTaken(0));
        assertFalse(scribe.heard.contains("input 0 1"));
    }

    @Test
    void shouldHoldTheGameToTheHostsLimits()
    {
        rehearsal.join(0, "ann");

        assertThrows(IllegalArgumentException.class, () -> rehearsal.input(0, bytes(new byte[1025])));
        assertThrows(IllegalArgumentException.class, () -> scribe.stage.send(0, bytes(new byte[4097]), 0, 4097));
        assertThrows(IllegalArgumentException.class, () -> scribe.stage.send(2, bytes(1), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> rehearsal.join(0, "bob"));
        assertThrows(IllegalArgumentException.class, () -> new Rehearsal(scribe, 1, 3));
    }

    @Test
    void shouldThrowTheSameDiceForTheSameSeedAndFairly()
    {
        final int[] thrown = new int[6];
        final Dice dice = new Dice(99);
        final Dice same = new Dice(99);
        for (int i = 0; i < 60_000; i++)
        {
            final int face = dice.below(6);
            assertEquals(face, same.below(6));
            thrown[face]++;
        }
        for (final int count : thrown)
        {
            assertEquals(10_000, count, 500);
        }
        assertThrows(IllegalArgumentException.class, () -> dice.below(0));
    }

    private static DirectBuffer bytes(final int value)
    {
        return bytes(new byte[]{ (byte)value });
    }

    private static DirectBuffer bytes(final byte[] values)
    {
        return new UnsafeBuffer(values);
    }

    /** A game, and its own type, that writes down what it hears. */
    private static final class Scribe implements Game, GameType
    {
        private final List<String> heard = new ArrayList<>();
        private Stage stage;

        @Override
        public void init(final Stage stage)
        {
            this.stage = stage;
            heard.add("init");
        }

        @Override
        public boolean joinAttempt(final int seat, final String name)
        {
            heard.add("attempt " + seat + " " + name);
            return !name.equals("nobody");
        }

        @Override
        public void join(final int seat, final String name)
        {
            heard.add("join " + seat + " " + name);
        }

        @Override
        public void leave(final int seat, final SeatReason reason)
        {
            heard.add("leave " + seat + " " + reason);
        }

        @Override
        public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
        {
            heard.add("input " + seat + " " + payload.getByte(offset));
        }

        @Override
        public void tick(final long tick)
        {
            heard.add("tick " + tick);
        }

        @Override
        public void terminate()
        {
            heard.add("terminate");
        }

        @Override
        public int snapshot(final MutableDirectBuffer buffer, final int offset)
        {
            return 0;
        }

        @Override
        public void restore(final DirectBuffer buffer, final int offset, final int length)
        {
            heard.add("restore");
        }

        @Override
        public String name()
        {
            return "scribe";
        }

        @Override
        public int ticksPerSecond()
        {
            return 10;
        }

        @Override
        public int seatsMin()
        {
            return 1;
        }

        @Override
        public int seatsMax()
        {
            return 2;
        }

        @Override
        public Game newGame()
        {
            return this;
        }
    }
}
