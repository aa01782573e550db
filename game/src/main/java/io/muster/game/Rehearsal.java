package io.muster.game;

import io.muster.codecs.SeatReason;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plays one game by hand, tick by tick, and keeps all that it says: for unit tests of games.
 * <pre>
 *   final Rehearsal rehearsal = new Rehearsal(new ConnectFour.Type(), 42);
 *   rehearsal.join(0, "ann");
 *   rehearsal.join(1, "bob");
 *   rehearsal.input(0, move);
 *   rehearsal.tick();
 *   assertEquals(1, boardIn(rehearsal.lastOutputTo(1)).moves());
 * </pre>
 * It holds the game to the same limits as a host does, and lets its exceptions through. Never used by a host.
 */
public final class Rehearsal implements Stage
{
    /** What one seat was shown. Outputs are equal when their tick, their seat and their bytes are. */
    public record Output(long tick, int seat, DirectBuffer payload)
    {
    }

    private record Input(int seat, DirectBuffer payload)
    {
    }

    private static final int SNAPSHOT_HEADER_BYTES = 4 * Long.BYTES;

    private final GameType type;
    private final Game game;
    private final int seatsMax;
    private final Dice dice;
    private final Description description;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private long taken;
    private long tick;
    private boolean ending;
    private boolean over;

    /** A game with as many seats as its type has by default. */
    public Rehearsal(final GameType type, final long seed)
    {
        this(type, seed, type.seatsMax());
    }

    /** A game with the given number of seats. */
    public Rehearsal(final GameType type, final long seed, final int seatsMax)
    {
        check(seatsMax >= type.seatsMin() && seatsMax <= type.seatsMax(), "the game does not have that many seats");
        this.type = type;
        this.seatsMax = seatsMax;
        dice = new Dice(seed);
        description = new Description(new Vocabulary(type));
        game = type.newGame();
        game.init(this);
    }

    /** A player asks for a seat, and takes it if the game agrees. */
    public boolean join(final int seat, final String name)
    {
        check(!over && !isTaken(seat), "the game is over, or the seat is taken");
        final boolean granted = game.joinAttempt(seat, name);
        if (granted)
        {
            taken |= 1L << seat;
            game.join(seat, name);
            settle();
        }
        return granted;
    }

    /** A player gives its seat up. */
    public void leave(final int seat)
    {
        check(isTaken(seat), "nobody sits there");
        taken &= ~(1L << seat);
        inputs.removeIf((input) -> input.seat == seat);
        if (!over)
        {
            game.leave(seat, SeatReason.LEFT);
            settle();
        }
    }

    /** A player does something; the game hears of it at the next tick. */
    public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        check(isTaken(seat), "nobody sits there");
        check(length <= INPUT_BYTES_MAX, "the host refuses so long an input");
        inputs.add(new Input(seat, copyOf(payload, offset, length)));
    }

    /** A player does something; the game hears of it at the next tick. */
    public void input(final int seat, final DirectBuffer payload)
    {
        input(seat, payload, 0, payload.capacity());
    }

    /** The game is given what was done since the last tick, and moves on by one. Nothing happens once it is over. */
    public void tick()
    {
        if (over)
        {
            return;
        }

        tick++;
        giveInputs();
        if (!ending)
        {
            game.tick(tick);
        }
        settle();
    }

    /** The host falls behind by so many ticks: the next one has a number higher by that. */
    public void skip(final int count)
    {
        tick += count;
    }

    /** So many ticks. */
    public void ticks(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            tick();
        }
    }

    /** All that was said, to whomever, in order. */
    public List<Output> outputs()
    {
        return outputs;
    }

    /** What one seat was shown, in order. */
    public List<DirectBuffer> outputsTo(final int seat)
    {
        return outputs.stream().filter((output) -> output.seat == seat).map(Output::payload).toList();
    }

    /** What one seat was shown last. */
    public DirectBuffer lastOutputTo(final int seat)
    {
        final List<DirectBuffer> shown = outputsTo(seat);
        check(!shown.isEmpty(), "nothing was shown to that seat");
        return shown.get(shown.size() - 1);
    }

    /** Whether a player sits there, and was not put out. */
    public boolean isTaken(final int seat)
    {
        check(seat >= 0 && seat < seatsMax, "there is no such seat");
        return (taken & 1L << seat) != 0;
    }

    /** Whether the game has ended. */
    public boolean isOver()
    {
        return over;
    }

    /** The last tick. */
    public long now()
    {
        return tick;
    }

    /** Everything that must be kept for the game to go on elsewhere, taken between two ticks. */
    public byte[] snapshot()
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        buffer.putLong(0, tick);
        buffer.putLong(8, dice.state());
        buffer.putLong(16, taken);
        buffer.putLong(24, over ? 1 : 0);
        final int length = game.snapshot(buffer, SNAPSHOT_HEADER_BYTES);
        return Arrays.copyOf(buffer.byteArray(), SNAPSHOT_HEADER_BYTES + length);
    }

    /** The same game once more, from a snapshot of this or another rehearsal; nothing that was said is carried over. */
    public Rehearsal restored(final byte[] snapshot)
    {
        final Rehearsal other = new Rehearsal(type, 0, seatsMax);
        final DirectBuffer buffer = new UnsafeBuffer(snapshot);
        other.tick = buffer.getLong(0);
        other.dice.restore(buffer.getLong(8));
        other.taken = buffer.getLong(16);
        other.over = buffer.getLong(24) != 0;
        other.game.restore(buffer, SNAPSHOT_HEADER_BYTES, snapshot.length - SNAPSHOT_HEADER_BYTES);
        return other;
    }

    @Override
    public int seatsMax()
    {
        return seatsMax;
    }

    @Override
    public Dice dice()
    {
        return dice;
    }

    @Override
    public Description description()
    {
        return description;
    }

    @Override
    public void send(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        check(length >= 0 && length <= OUTPUT_BYTES_MAX, "an output has at most " + OUTPUT_BYTES_MAX + " bytes");
        payload.boundsCheck(offset, length);
        if (isTaken(seat))
        {
            outputs.add(new Output(tick, seat, copyOf(payload, offset, length)));
        }
    }

    @Override
    public void broadcast(final DirectBuffer payload, final int offset, final int length)
    {
        for (int seat = 0; seat < seatsMax; seat++)
        {
            send(seat, payload, offset, length);
        }
    }

    @Override
    public void release(final int seat)
    {
        if (isTaken(seat))
        {
            taken &= ~(1L << seat);
        }
    }

    @Override
    public void end()
    {
        ending = true;
    }

    private void giveInputs()
    {
        for (final Input input : inputs)
        {
            if (isTaken(input.seat) && !ending)
            {
                game.input(input.seat, input.payload, 0, input.payload.capacity());
            }
        }
        inputs.clear();
    }

    private void settle()
    {
        if (ending && !over)
        {
            over = true;
            game.terminate();
        }
    }

    private static void check(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static DirectBuffer copyOf(final DirectBuffer payload, final int offset, final int length)
    {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, payload, offset, length);
        return copy;
    }
}
