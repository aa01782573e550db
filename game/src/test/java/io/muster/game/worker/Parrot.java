package io.muster.game.worker;

import io.muster.codecs.SeatReason;
import io.muster.game.Attribute;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * A game that does what the first letter of an input says, so that tests can make a host see anything. It does not
 * begin with three seats.
 */
public final class Parrot implements Game
{
    /** Ten ticks a second, four seats. Remembers every game that it made. */
    public static final class Type implements GameType
    {
        public final List<Parrot> made = new ArrayList<>();

        @Override
        public String name()
        {
            return "parrot";
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
            return 4;
        }

        @Override
        public List<Attribute> attributes()
        {
            return List.of(Attribute.word("map"), Attribute.number("rating"));
        }

        @Override
        public List<String> tags()
        {
            return List.of("ranked", "open");
        }

        @Override
        public Game newGame()
        {
            made.add(new Parrot());
            return made.get(made.size() - 1);
        }
    }

    /** Inputs as text, ticks and departures, in the order in which the game heard them. */
    public final List<String> heard = new ArrayList<>();
    public final List<Long> ticks = new ArrayList<>();

    private final UnsafeBuffer large = new UnsafeBuffer(new byte[Stage.OUTPUT_BYTES_MAX + 1]);
    private Stage stage;
    private int stateBytes;

    @Override
    public void init(final Stage stage)
    {
        this.stage = stage;
        if (stage.seatsMax() == 3)
        {
            throw new IllegalStateException("never with three");
        }
    }

    @Override
    public boolean joinAttempt(final int seat, final String name)
    {
        if (name.equals("thrower"))
        {
            throw new IllegalStateException("not you");
        }
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
        heard.add("input " + seat + " " + payload.getStringWithoutLengthUtf8(offset, length));
        switch (length == 0 ? ' ' : payload.getByte(offset))
        {
            case 'e' -> stage.send(seat, payload, offset, length);
            case 'b' -> stage.broadcast(payload, offset, length);
            case 'x' -> throw new IllegalStateException("as you wish");
            case 'o' -> input(seat, payload, offset, length);
            case 'r' -> stage.release(seat);
            case 'q' -> stage.end();
            case 'f' -> stage.send(seat, large, 0, Stage.OUTPUT_BYTES_MAX);
            case 'l' -> stage.send(seat, large, 0, large.capacity());
            case 'm' -> stage.description().set("map", payload.getStringWithoutLengthUtf8(offset + 1, length - 1));
            case 'k' -> stage.description().set("rating", length).tag("open", length % 2 == 0);
            case 'c' -> stage.description().clear("map");
            case 'u' -> stage.description().set("colour", 1);
            case 'w' -> stage.send(3, payload, payload.capacity(), 8);
            case 'v' -> stateBytes = 1 << 30;
            case 's' -> stage.send(99, payload, offset, length);
            default -> heard.add("nothing");
        }
    }

    @Override
    public void tick(final long tick)
    {
        ticks.add(tick);
    }

    @Override
    public void terminate()
    {
        heard.add("terminate");
    }

    @Override
    public int snapshot(final MutableDirectBuffer buffer, final int offset)
    {
        return stateBytes;
    }

    @Override
    public void restore(final DirectBuffer buffer, final int offset, final int length)
    {
        heard.add("restore");
    }
}
