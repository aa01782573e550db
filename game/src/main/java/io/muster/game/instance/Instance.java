package io.muster.game.instance;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatInputDecoder;
import io.muster.codecs.SeatReason;
import io.muster.game.Description;
import io.muster.game.Dice;
import io.muster.game.GameType;
import io.muster.game.Stage;
import io.muster.game.journal.Journal;
import io.muster.game.journal.JournalPlace;
import org.agrona.DirectBuffer;

import static io.muster.codecs.RefusalCode.INPUTS_TOO_MANY;
import static io.muster.codecs.RefusalCode.NOT_SEATED;
import static io.muster.codecs.RefusalCode.OUTPUTS_OVERRUN;
import static io.muster.codecs.RefusalCode.PAYLOAD_TOO_LARGE;

/**
 * One running game, its seats, and what travels between it and its players.
 * <p>
 * Each method that is called from outside ends in {@link #settle}: what the game did meanwhile (threw, ended, put
 * someone out, said more than may be kept) takes effect there, when the game is not on the stack. An instance that
 * is over lingers, without its game, until its players have acknowledged the last outputs or the linger time has
 * passed.
 */
public final class Instance implements Stage
{
    private enum State
    {
        RUNNING, LINGERING, GONE
    }

    /** Where the instance stands on which wheel; the wheel's own. */
    TickWheel wheel;
    int wheelSlot;
    int wheelIndex;
    long wheelRound;

    private final long id;
    private final GameType type;
    private final Dice dice;
    private final Venue venue;
    private final Description description;
    private final GuardedGame game;
    private final Seats seats;
    private final InputQueue inputs;
    private State state = State.RUNNING;
    private boolean ending;
    private long tick;
    private long describeTick;
    private long lingerEndNs;

    /** The game is made here; it begins with {@link #start}. */
    public Instance(final long id, final TickWheel ofType, final int seatsMax, final long seed, final Venue venue)
    {
        this.id = id;
        type = ofType.type();
        description = new Description(ofType.vocabulary());
        this.venue = venue;
        dice = new Dice(seed);
        game = new GuardedGame(type, venue, new JournalPlace(id, type.name(), seatsMax));
        inputs = new InputQueue(venue.pool());
        seats = new Seats(seatsMax, venue.pool(), venue.limits().outputBytesMax());
    }

    /** Begin. False when the game threw: then there is no instance, and the master is to be told so. */
    public boolean start()
    {
        game.init(this);
        if (game.hasFailed())
        {
            state = State.GONE;
            reportFailure();
            return false;
        }
        return true;
    }

    public long id()
    {
        return id;
    }

    /** Nothing is left of it: to be forgotten. */
    public boolean isGone()
    {
        return state == State.GONE;
    }

    /** The master asks for a player to be let in. Offering a seat to who sits there is accepted again. */
    public void offer(final long userId, final int seatNumber, final String name, final long nowNs)
    {
        final Seat had = seats.of(userId);
        if (had != null && had.number == seatNumber)
        {
            venue.master().seatAccepted(id, userId);
        }
        else if (state != State.RUNNING || had != null || !seats.isFree(seatNumber) ||
            !game.joinAttempt(userId, seatNumber, name))
        {
            venue.counters().seatsDeclined.increment();
            venue.master().seatDeclined(id, userId);
        }
        else
        {
            seats.at(seatNumber).take(userId, nowNs);
            venue.counters().seatsTaken.increment();
            venue.master().seatAccepted(id, userId);
            game.join(userId, seatNumber, name);
        }
        settle(nowNs);
    }

    /** The master says that a player is gone. */
    public void vacate(final long userId, final SeatReason reason, final long nowNs)
    {
        final Seat seat = seats.of(userId);
        if (seat != null)
        {
            vacate(seat);
            if (state == State.RUNNING)
            {
                game.leave(userId, seat.number, reason);
            }
            settle(nowNs);
        }
    }

    /** Nobody needs the instance any more; its game is terminated, and nobody is told. */
    public void stop()
    {
        if (state == State.RUNNING)
        {
            game.terminate();
            if (game.hasFailed())
            {
                reportFailure();
            }
        }
        becomeGone();
    }

    /** A player is carried by this session node now, and has seen outputs up to a number. */
    public void attach(
        final int nodeId, final long userId, final int attachment, final long outputSeq, final long nowNs)
    {
        final Seat seat = seats.of(userId);
        if (seat == null)
        {
            venue.players().seatRefused(nodeId, id, userId, NOT_SEATED);
        }
        else if (attachment >= seat.attachment)
        {
            seat.nodeId = nodeId;
            seat.attachment = attachment;
            seat.ack(outputSeq, nowNs, venue.counters());
            seat.outputs.rewind();
            seat.progressNs = nowNs;
            venue.players().seatAttached(id, seat);
            seat.flush(id, nowNs, venue);
            settle(nowNs);
        }
    }

    /** A player's connection is gone; its outputs are kept. */
    public void detach(final long userId, final int attachment)
    {
        final Seat seat = seats.of(userId);
        if (seat != null && attachment >= seat.attachment)
        {
            seat.attachment = attachment;
            seat.nodeId = 0;
        }
    }

    /** A player has seen outputs up to a number. */
    public void ack(final long userId, final long outputSeq, final long nowNs)
    {
        final Seat seat = seats.of(userId);
        if (seat != null)
        {
            seat.ack(outputSeq, nowNs, venue.counters());
            settle(nowNs);
        }
    }

    /**
     * A player did something: it is queued for the next tick if it is the next of this player.
     *
     * @param nodeId the session node that it came over, or 0 when that is not known.
     */
    public void input(final int nodeId, final SeatInputDecoder packet, final long nowNs)
    {
        final Seat seat = seats.of(packet.userId());
        if (seat == null)
        {
            venue.players().seatRefused(nodeId, id, packet.userId(), NOT_SEATED);
        }
        else
        {
            seat.ack(packet.ackedOutputSeq(), nowNs, venue.counters());
            if (state == State.RUNNING)
            {
                queue(seat, nodeId, packet, nowNs);
            }
            settle(nowNs);
        }
    }

    /** Time goes on: the inputs since the last tick are given to the game, and it moves on by one step. */
    public void tick(final long newTick, final long nowNs)
    {
        if (state == State.RUNNING)
        {
            tick = newTick;
            game.onTick(newTick);
            giveInputs();
            if (!ending)
            {
                game.tick(newTick);
            }
            if (newTick >= describeTick && venue.master().describe(id, description))
            {
                describeTick = newTick + type.ticksPerSecond();
            }
        }
        settle(nowNs);
        seats.flush(id, nowNs, venue);
    }

    @Override
    public int seatsMax()
    {
        return seats.count();
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
    public void send(final int seatNumber, final DirectBuffer payload, final int offset, final int length)
    {
        seats.keep(seats.at(seatNumber), tick, payload, offset, length);
        game.said(seatNumber, payload, offset, length);
    }

    @Override
    public void broadcast(final DirectBuffer payload, final int offset, final int length)
    {
        for (int i = 0; i < seats.count(); i++)
        {
            seats.keep(seats.at(i), tick, payload, offset, length);
        }
        game.said(Journal.EVERYONE, payload, offset, length);
    }

    @Override
    public void release(final int seatNumber)
    {
        seats.release(seats.at(seatNumber));
        game.released(seatNumber);
    }

    @Override
    public void end()
    {
        ending = true;
        game.ended();
    }

    private void queue(final Seat seat, final int nodeId, final SeatInputDecoder packet, final long nowNs)
    {
        final long inputSeq = packet.inputSeq();
        final int length = packet.payloadLength();
        if (inputSeq != seat.takenInputSeq + 1)
        {
            final boolean isRepeated = inputSeq <= seat.takenInputSeq;
            (isRepeated ? venue.counters().inputsRepeated : venue.counters().inputsOutOfOrder).increment();
            if (seat.isAttached() && seat.mayAnswer(nowNs, venue.limits().answerNs()))
            {
                venue.players().seatAttached(id, seat);
            }
        }
        else if (length > INPUT_BYTES_MAX || seat.inputsQueued() == venue.limits().seatInputsMax())
        {
            if (seat.mayAnswer(nowNs, venue.limits().answerNs()))
            {
                final RefusalCode code = length > INPUT_BYTES_MAX ? PAYLOAD_TOO_LARGE : INPUTS_TOO_MANY;
                venue.players().seatRefused(nodeId, id, seat.userId, code);
            }
        }
        else
        {
            final int offset = packet.limit() + SeatInputDecoder.payloadHeaderLength();
            inputs.add(seat.number, packet.buffer(), offset, length);
            seat.takenInputSeq = inputSeq;
        }
    }

    private void giveInputs()
    {
        while (!ending && inputs.hasNext())
        {
            final Seat seat = seats.at(inputs.seat());
            if (seat.hears())
            {
                seat.appliedInputSeq++;
                venue.counters().inputsApplied.increment();
                game.input(seat, inputs.buffer(), inputs.offset(), inputs.length());
            }
            inputs.taken();
        }
        inputs.clear();
    }

    private void settle(final long nowNs)
    {
        putOut();
        if (state == State.RUNNING && ending)
        {
            game.terminate();
            inputs.clear();
            state = State.LINGERING;
            lingerEndNs = nowNs + venue.limits().lingerNs();
        }

        if (state != State.GONE && game.hasFailed())
        {
            reportFailure();
            endAndTell();
        }
        else if (state == State.LINGERING && (nowNs - lingerEndNs >= 0 || seats.haveSeenAll()))
        {
            endAndTell();
        }
    }

    /** Ends, because each turn frees a seat that nobody can take meanwhile. */
    private void putOut()
    {
        for (Seat seat = seats.nextToPutOut(); seat != null; seat = seats.nextToPutOut())
        {
            final boolean isOverrun = !seat.isReleased;
            if (isOverrun)
            {
                venue.counters().seatsOverrun.increment();
                venue.players().seatRefused(seat.nodeId, id, seat.userId, OUTPUTS_OVERRUN);
            }
            final long userId = seat.userId;
            venue.master().seatReleased(id, userId);
            vacate(seat);
            if (isOverrun && state == State.RUNNING)
            {
                game.leave(userId, seat.number, SeatReason.USER_GONE);
            }
        }
    }

    private void vacate(final Seat seat)
    {
        seat.vacate();
        inputs.forget(seat.number);
        venue.counters().seatsTaken.getAndAdd(-1);
    }

    private void endAndTell()
    {
        venue.master().instanceEnded(id);
        becomeGone();
    }

    private void becomeGone()
    {
        state = State.GONE;
        for (int i = 0; i < seats.count(); i++)
        {
            if (seats.at(i).isTaken())
            {
                vacate(seats.at(i));
            }
        }
        inputs.clear();
    }

    private void reportFailure()
    {
        venue.counters().gamesFailed.increment();
        venue.failures().onError(new GameFailure(type.name(), id, tick, game.failure()));
    }
}
