package io.muster.game.samples;

import io.muster.codecs.SeatReason;
import io.muster.codecs.samples.ArenaMoveDecoder;
import io.muster.codecs.samples.ArenaStateEncoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import io.muster.game.Attribute;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Stage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/**
 * Arena: up to 16 players move about, and all are shown where everyone is, 20 times a second. A round lasts 200
 * ticks from the first player's seat on.
 * <p>
 * An arena can be found by its hall (small, up to eight seats, or large), by the tick at which its round ends, and as
 * fresh while at least half of the round is left.
 * <p>
 * For each seat it counts the moves applied and sums them up, so a player can prove from the last state alone that
 * no input of its own was lost or applied twice. The arena is a torus: it is for the player to fold the sums.
 */
public final class Arena implements Game
{
    /** Ticks of a round: ten seconds. */
    public static final int ROUND_TICKS = 200;

    /** How the host knows this game. */
    public static final class Type implements GameType
    {
        @Override
        public String name()
        {
            return "arena";
        }

        @Override
        public int ticksPerSecond()
        {
            return 20;
        }

        @Override
        public int seatsMin()
        {
            return 1;
        }

        @Override
        public int seatsMax()
        {
            return 16;
        }

        @Override
        public List<Attribute> attributes()
        {
            return List.of(Attribute.word("hall"), Attribute.number("ends-tick"));
        }

        @Override
        public List<String> tags()
        {
            return List.of("fresh");
        }

        @Override
        public Game newGame()
        {
            return new Arena();
        }
    }

    private static final int STATE_BYTES_MAX = MessageHeaderEncoder.ENCODED_LENGTH + ArenaStateEncoder.BLOCK_LENGTH +
        ArenaStateEncoder.AvatarsEncoder.HEADER_SIZE + 16 * ArenaStateEncoder.AvatarsEncoder.sbeBlockLength();
    private static final int SMALL_SEATS_MAX = 8;
    private static final int SNAPSHOT_SEAT_BYTES = 8 + 4 + 4 + 1;

    private final SampleInput move = new SampleInput(ArenaMoveDecoder.TEMPLATE_ID, ArenaMoveDecoder.BLOCK_LENGTH);
    private final ArenaMoveDecoder moveDecoder = new ArenaMoveDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final ArenaStateEncoder stateEncoder = new ArenaStateEncoder();
    private final UnsafeBuffer state = new UnsafeBuffer(new byte[STATE_BYTES_MAX]);

    private Stage stage;
    private boolean[] sits;
    private long[] moves;
    private int[] x;
    private int[] y;
    private int sitting;
    private long lastTick;
    private long roundEndTick;

    @Override
    public void init(final Stage stage)
    {
        this.stage = stage;
        sits = new boolean[stage.seatsMax()];
        moves = new long[stage.seatsMax()];
        x = new int[stage.seatsMax()];
        y = new int[stage.seatsMax()];
        describe();
    }

    @Override
    public void join(final int seat, final String name)
    {
        sits[seat] = true;
        moves[seat] = 0;
        x[seat] = 0;
        y[seat] = 0;
        sitting++;
        if (roundEndTick == 0)
        {
            roundEndTick = lastTick + ROUND_TICKS;
            describe();
        }
    }

    @Override
    public void leave(final int seat, final SeatReason reason)
    {
        sits[seat] = false;
        sitting--;
    }

    @Override
    public void input(final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        if (!move.isIn(payload, offset, length))
        {
            return;
        }

        moveDecoder.wrap(payload, move.bodyOffset(), move.blockLength(), move.version());
        final int dx = moveDecoder.dx();
        final int dy = moveDecoder.dy();
        if (isStep(dx) && isStep(dy))
        {
            moves[seat]++;
            x[seat] += dx;
            y[seat] += dy;
        }
    }

    @Override
    public void tick(final long tick)
    {
        lastTick = tick;
        if (roundEndTick == 0)
        {
            return;
        }

        describe();
        final int ticksLeft = (int)Math.max(0, roundEndTick - tick);
        stage.broadcast(state, 0, encodeState(ticksLeft));
        if (ticksLeft == 0)
        {
            stage.end();
        }
    }

    @Override
    public int snapshot(final MutableDirectBuffer buffer, final int offset)
    {
        buffer.putLong(offset, lastTick);
        buffer.putLong(offset + 8, roundEndTick);
        int at = offset + 16;
        for (int seat = 0; seat < sits.length; seat++)
        {
            buffer.putByte(at, (byte)(sits[seat] ? 1 : 0));
            buffer.putLong(at + 1, moves[seat]);
            buffer.putInt(at + 9, x[seat]);
            buffer.putInt(at + 13, y[seat]);
            at += SNAPSHOT_SEAT_BYTES;
        }
        return at - offset;
    }

    @Override
    public void restore(final DirectBuffer buffer, final int offset, final int length)
    {
        lastTick = buffer.getLong(offset);
        roundEndTick = buffer.getLong(offset + 8);
        sitting = 0;
        int at = offset + 16;
        for (int seat = 0; seat < sits.length; seat++)
        {
            sits[seat] = buffer.getByte(at) != 0;
            moves[seat] = buffer.getLong(at + 1);
            x[seat] = buffer.getInt(at + 9);
            y[seat] = buffer.getInt(at + 13);
            sitting += sits[seat] ? 1 : 0;
            at += SNAPSHOT_SEAT_BYTES;
        }
        describe();
    }

    private void describe()
    {
        stage.description()
            .set("hall", stage.seatsMax() <= SMALL_SEATS_MAX ? "small" : "large")
            .tag("fresh", roundEndTick - lastTick >= ROUND_TICKS / 2 || roundEndTick == 0);
        if (roundEndTick != 0)
        {
            stage.description().set("ends-tick", roundEndTick);
        }
    }

    private static boolean isStep(final int distance)
    {
        return distance >= -1 && distance <= 1;
    }

    private int encodeState(final int ticksLeft)
    {
        final ArenaStateEncoder.AvatarsEncoder avatars = stateEncoder
            .wrapAndApplyHeader(state, 0, headerEncoder)
            .ticksLeft(ticksLeft)
            .avatarsCount(sitting);
        for (int seat = 0; seat < sits.length; seat++)
        {
            if (sits[seat])
            {
                avatars.next().moves(moves[seat]).x(x[seat]).y(y[seat]).seat((short)seat);
            }
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + stateEncoder.encodedLength();
    }
}
