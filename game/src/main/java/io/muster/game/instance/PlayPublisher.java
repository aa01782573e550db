package io.muster.game.instance;

import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAttachedEncoder;
import io.muster.codecs.SeatOutputEncoder;
import io.muster.codecs.SeatRefusedEncoder;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * A worker's packets to players, into the ring from which the game agent takes them. The type id of a ring message
 * is the session node that it is for. A packet that finds the ring full is not said: outputs are kept and sent later.
 */
public final class PlayPublisher
{
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SeatAttachedEncoder seatAttached = new SeatAttachedEncoder();
    private final SeatOutputEncoder seatOutput = new SeatOutputEncoder();
    private final SeatRefusedEncoder seatRefused = new SeatRefusedEncoder();
    private final RingBuffer ring;
    private final InstanceCounters counters;

    public PlayPublisher(final RingBuffer ring, final InstanceCounters counters)
    {
        this.ring = ring;
        this.counters = counters;
    }

    void seatAttached(final long instanceId, final Seat seat)
    {
        final int index = claim(seat.nodeId, SeatAttachedEncoder.BLOCK_LENGTH);
        if (index >= 0)
        {
            seatAttached.wrapAndApplyHeader(ring.buffer(), index, header)
                .instanceId(instanceId)
                .userId(seat.userId)
                .ackedInputSeq(seat.takenInputSeq);
            ring.commit(index);
        }
    }

    /** Send the seat's next unsent output. False: there is no room now. */
    boolean seatOutput(final long instanceId, final Seat seat)
    {
        final KeptOutputs outputs = seat.outputs;
        final int length = outputs.unsentLength();
        final int index = claim(
            seat.nodeId, SeatOutputEncoder.BLOCK_LENGTH + SeatOutputEncoder.payloadHeaderLength() + length);
        if (index < 0)
        {
            return false;
        }

        seatOutput.wrapAndApplyHeader(ring.buffer(), index, header)
            .instanceId(instanceId)
            .userId(seat.userId)
            .outputSeq(outputs.unsentSeq())
            .ackedInputSeq(seat.appliedInputSeq)
            .tick(outputs.unsentTick())
            .putPayload(outputs.unsentBuffer(), outputs.unsentOffset(), length);
        ring.commit(index);
        counters.outputsSent.increment();
        return true;
    }

    /** @param nodeId the session node that asked, or 0 when nobody knows it: then there is no one to tell. */
    public void seatRefused(final int nodeId, final long instanceId, final long userId, final RefusalCode code)
    {
        counters.packetsRefused.increment();
        final int index = nodeId == 0 ? -1 : claim(nodeId, SeatRefusedEncoder.BLOCK_LENGTH);
        if (index >= 0)
        {
            seatRefused.wrapAndApplyHeader(ring.buffer(), index, header)
                .instanceId(instanceId)
                .userId(userId)
                .code(code);
            ring.commit(index);
        }
    }

    private int claim(final int nodeId, final int bytes)
    {
        final int index = ring.tryClaim(nodeId, MessageHeaderEncoder.ENCODED_LENGTH + bytes);
        if (index < 0)
        {
            counters.outputsPressed.increment();
        }
        return index;
    }
}
