package io.muster.client.memory;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Inputs that the game has not acknowledged, kept to be sent again. Payloads lie one behind the other in a ring of
 * bytes; none is split, so a payload that does not fit before the ring's end begins at its start.
 */
public final class InputWindow
{
    private final UnsafeBuffer bytes;
    private final int[] offsets;
    private final int[] lengths;
    private final int inputsMax;
    private long ackedSeq;
    private long lastSeq;

    /**
     * @param inputsMax inputs that may be unacknowledged.
     * @param bytesMax  their payloads together.
     */
    public InputWindow(final int inputsMax, final int bytesMax)
    {
        this.inputsMax = inputsMax;
        bytes = new UnsafeBuffer(new byte[bytesMax]);
        offsets = new int[BitUtil.findNextPositivePowerOfTwo(inputsMax)];
        lengths = new int[offsets.length];
    }

    /** Begin anew: the next input is number 1. */
    public void clear()
    {
        ackedSeq = 0;
        lastSeq = 0;
    }

    /**
     * Keep an input.
     *
     * @return its number; 0 when the window is full, and nothing was kept.
     */
    public long add(final DirectBuffer payload, final int offset, final int length)
    {
        final int at = placeFor(length);
        if (at < 0 || lastSeq - ackedSeq == inputsMax)
        {
            return 0;
        }
        lastSeq++;
        bytes.putBytes(at, payload, offset, length);
        offsets[slotOf(lastSeq)] = at;
        lengths[slotOf(lastSeq)] = length;
        return lastSeq;
    }

    /**
     * The game has every input up to here.
     *
     * @return whether that was news. A number that was never given is not believed.
     */
    public boolean ack(final long inputSeq)
    {
        if (inputSeq <= ackedSeq || inputSeq > lastSeq)
        {
            return false;
        }
        ackedSeq = inputSeq;
        return true;
    }

    /** The last input that the game has. */
    public long ackedSeq()
    {
        return ackedSeq;
    }

    /** The last input that was added. */
    public long lastSeq()
    {
        return lastSeq;
    }

    /** Holds the payloads. */
    public DirectBuffer buffer()
    {
        return bytes;
    }

    /** Where in {@link #buffer} the payload of an unacknowledged input begins. */
    public int offset(final long inputSeq)
    {
        return offsets[slotOf(inputSeq)];
    }

    /** Length of the payload of an unacknowledged input. */
    public int length(final long inputSeq)
    {
        return lengths[slotOf(inputSeq)];
    }

    /** Where a payload goes, or -1. Used bytes run from the oldest input's offset to the end of the newest. */
    private int placeFor(final int length)
    {
        if (lastSeq == ackedSeq)
        {
            return length <= bytes.capacity() ? 0 : -1;
        }
        final int head = offset(ackedSeq + 1);
        final int tail = offset(lastSeq) + length(lastSeq);
        final boolean isWrapped = offset(lastSeq) < head;
        if (isWrapped)
        {
            return tail + length < head ? tail : -1;
        }
        if (tail + length <= bytes.capacity())
        {
            return tail;
        }
        return length < head ? 0 : -1;
    }

    private int slotOf(final long inputSeq)
    {
        return (int)inputSeq & (offsets.length - 1);
    }
}
