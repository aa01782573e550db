package io.muster.client.memory;

import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * A player's seat in an instance: which, what is to be sent again, and what is to be acknowledged. It outlives
 * connections; {@link #resume} tells it that there is a new one.
 */
public final class Seat
{
    /** Without progress for so long, unacknowledged inputs are sent again. */
    static final long RESEND_NS = TimeUnit.SECONDS.toNanos(1);

    /** An output is acknowledged within this, by an input or by itself. */
    static final long ACK_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So many outputs are acknowledged at once. */
    static final int ACK_EVERY = 16;

    /**
     * One input out of order makes the game node say {@code Attached} for each one behind it too. What was sent again
     * so recently is on its way.
     */
    static final long ATTACHED_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final InputWindow inputs;
    private long instanceId;
    private int index;
    private int seatsMax;
    private boolean isAttached;
    private long nextInputSeq;
    private long progressNs;
    private long rewoundNs;
    private long outputSeq;
    private long toldOutputSeq;
    private long untoldNs;

    /**
     * @param inputsMax  inputs that may be unacknowledged.
     * @param inputBytes their payloads together.
     */
    public Seat(final int inputsMax, final int inputBytes)
    {
        inputs = new InputWindow(inputsMax, inputBytes);
    }

    /** The player sits down. */
    public void take(final long instanceId, final int index, final int seatsMax, final long nowNs)
    {
        this.instanceId = instanceId;
        this.index = index;
        this.seatsMax = seatsMax;
        inputs.clear();
        outputSeq = 0;
        toldOutputSeq = 0;
        resume(nowNs);
    }

    /** The player has no seat any more. */
    public void release()
    {
        instanceId = 0;
    }

    /**
     * There is a new way to the game: inputs wait until it is open, and the outputs that were seen are told at once, so
     * that the game node need not repeat them.
     */
    public void resume(final long nowNs)
    {
        isAttached = false;
        nextInputSeq = inputs.ackedSeq() + 1;
        progressNs = nowNs;
        toldOutputSeq = 0;
        untoldNs = nowNs - ACK_AFTER_NS;
    }

    /** The instance, or 0. */
    public long instanceId()
    {
        return instanceId;
    }

    /** Which seat, from 0. */
    public int index()
    {
        return index;
    }

    /** Seats of the instance. */
    public int seatsMax()
    {
        return seatsMax;
    }

    /** Does the game node hear this player by the present connection? */
    public boolean isAttached()
    {
        return isAttached;
    }

    /** Unacknowledged inputs. */
    public InputWindow inputs()
    {
        return inputs;
    }

    /**
     * The player does something.
     *
     * @return the input's number; 0 when too many are unacknowledged.
     */
    public long addInput(final DirectBuffer payload, final int offset, final int length, final long nowNs)
    {
        if (inputs.ackedSeq() == inputs.lastSeq())
        {
            progressNs = nowNs;
        }
        return inputs.add(payload, offset, length);
    }

    /** The game has every input up to here. */
    public void onAcked(final long ackedInputSeq, final long nowNs)
    {
        if (inputs.ack(ackedInputSeq))
        {
            progressNs = nowNs;
            nextInputSeq = Math.max(nextInputSeq, ackedInputSeq + 1);
        }
    }

    /** The game node hears this player, and has every input up to here. */
    public void onAttached(final long ackedInputSeq, final long nowNs)
    {
        onAcked(ackedInputSeq, nowNs);
        if (!isAttached || nowNs - rewoundNs >= ATTACHED_AGAIN_NS)
        {
            rewind(nowNs);
        }
        isAttached = true;
    }

    /** Without progress for a while everything unacknowledged is sent again, whether or not the way is known open. */
    public void checkProgress(final long nowNs)
    {
        if (inputs.ackedSeq() < inputs.lastSeq() && nowNs - progressNs >= RESEND_NS)
        {
            isAttached = true;
            progressNs = nowNs;
            rewind(nowNs);
        }
    }

    /** The input to be sent next, or 0. */
    public long inputToSend()
    {
        return isAttached && nextInputSeq <= inputs.lastSeq() ? nextInputSeq : 0;
    }

    /** {@link #inputToSend} was sent, and {@link #outputSeq} with it. */
    public void onInputSent()
    {
        nextInputSeq++;
        onOutputsTold();
    }

    /**
     * An output came.
     *
     * @return whether it is the next one. One seen before means that the game node has not heard our acknowledgement,
     *     which is therefore said again; one that leaves a gap is not taken, and the game node sends it again.
     */
    public boolean onOutput(final long seq, final long nowNs)
    {
        final boolean isNext = seq == outputSeq + 1;
        if (toldOutputSeq == outputSeq)
        {
            untoldNs = nowNs;
        }
        if (isNext)
        {
            outputSeq = seq;
        }
        else if (seq <= outputSeq && toldOutputSeq == outputSeq)
        {
            toldOutputSeq--;
        }
        return isNext;
    }

    /** Every output up to here was seen. */
    public long outputSeq()
    {
        return outputSeq;
    }

    /** Is it time to acknowledge outputs without an input? */
    public boolean isAckDue(final long nowNs)
    {
        final long untold = outputSeq - toldOutputSeq;
        return untold >= ACK_EVERY || (untold > 0 && nowNs - untoldNs >= ACK_AFTER_NS);
    }

    /** {@link #outputSeq} was sent. */
    public void onOutputsTold()
    {
        toldOutputSeq = outputSeq;
    }

    private void rewind(final long nowNs)
    {
        nextInputSeq = inputs.ackedSeq() + 1;
        rewoundNs = nowNs;
    }
}
