package io.muster.game.instance;

import org.agrona.DirectBuffer;

/** One seat of an instance: who sits there, over which session node, and how far inputs and outputs have come. */
final class Seat
{
    /** Sent to one player at most in one flush; the rest waits for the next tick, so that a comeback is no flood. */
    static final int FLUSH_BYTES_MAX = 16 * 1024;

    final int number;
    final KeptOutputs outputs;

    /** 0: the seat is free. */
    long userId;
    /** The session node that carries the player; 0 while it is detached. */
    int nodeId;
    /** The highest attachment heard of. */
    int attachment;
    /** The last input that was queued. */
    long takenInputSeq;
    /** The last input that was given to the game. */
    long appliedInputSeq;
    /** More was said than may be kept: to be put out when the game's method has returned. */
    boolean isOverrun;
    /** The game put the player out: to be told to the master when the game's method has returned. */
    boolean isReleased;
    /** When an acknowledgement moved on, or something was sent after nothing awaited one. */
    long progressNs;
    /** Before this the player is not answered again about what it sends out of order. */
    long nextAnswerNs;

    Seat(final int number, final KeptOutputs outputs)
    {
        this.number = number;
        this.outputs = outputs;
    }

    void take(final long newUserId, final long nowNs)
    {
        userId = newUserId;
        nodeId = 0;
        attachment = 0;
        takenInputSeq = 0;
        appliedInputSeq = 0;
        progressNs = nowNs;
        nextAnswerNs = nowNs;
    }

    void vacate()
    {
        userId = 0;
        nodeId = 0;
        isOverrun = false;
        isReleased = false;
        outputs.reset();
    }

    /** Keep an output for the player, if someone sits here. */
    void keep(final long tick, final DirectBuffer payload, final int offset, final int length)
    {
        if (hears())
        {
            isOverrun = !outputs.append(tick, payload, offset, length);
        }
    }

    /** The player has seen outputs up to a number. */
    void ack(final long outputSeq, final long nowNs, final InstanceCounters counters)
    {
        if (outputSeq > outputs.lastSeq())
        {
            counters.acksMalformed.increment();
        }
        else if (outputs.ack(outputSeq))
        {
            progressNs = nowNs;
        }
    }

    /** Send what the player was not sent yet, and all that is kept when nothing was acknowledged for too long. */
    void flush(final long instanceId, final long nowNs, final Venue venue)
    {
        if (!isAttached() || outputs.isEmpty())
        {
            return;
        }

        if (!outputs.awaitsAck())
        {
            progressNs = nowNs;
        }
        else if (nowNs - progressNs >= venue.limits().resendNs())
        {
            outputs.rewind();
            progressNs = nowNs;
            venue.counters().outputResends.increment();
        }

        int room = FLUSH_BYTES_MAX;
        while (outputs.hasUnsent() && room > 0 && venue.players().seatOutput(instanceId, this))
        {
            room -= outputs.unsentLength();
            outputs.sent();
        }
    }

    /** Whether the player may be answered now about what it sends out of order; then not again for a while. */
    boolean mayAnswer(final long nowNs, final long answerNs)
    {
        final boolean may = nowNs - nextAnswerNs >= 0;
        if (may)
        {
            nextAnswerNs = nowNs + answerNs;
        }
        return may;
    }

    /** Someone sits here who is not about to be put out. */
    boolean hears()
    {
        return isTaken() && !isOverrun && !isReleased;
    }

    boolean isTaken()
    {
        return userId != 0;
    }

    boolean isAttached()
    {
        return nodeId != 0;
    }

    int inputsQueued()
    {
        return (int)(takenInputSeq - appliedInputSeq);
    }
}
