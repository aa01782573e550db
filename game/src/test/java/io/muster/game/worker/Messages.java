package io.muster.game.worker;

import io.muster.codecs.AttachSeatEncoder;
import io.muster.codecs.DetachSeatEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeGoneEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.NodeUpEncoder;
import io.muster.codecs.OfferSeatEncoder;
import io.muster.codecs.SeatAckEncoder;
import io.muster.codecs.SeatInputEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.StartInstanceEncoder;
import io.muster.codecs.StopInstanceEncoder;
import io.muster.codecs.VacateSeatEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What a master and session nodes say to a game node. Each method writes one message at 0 and returns its length. */
public final class Messages
{
    public final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SeatInputEncoder seatInput = new SeatInputEncoder();
    private final SeatAckEncoder seatAck = new SeatAckEncoder();

    public int startInstance(final long instanceId, final String gameType, final int seatsMax)
    {
        return whole(new StartInstanceEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .seed(instanceId)
            .putGameType(GameTypes.bytesOf(gameType), 0)
            .seatsMax((short)seatsMax)
            .encodedLength());
    }

    public int stopInstance(final long instanceId)
    {
        return whole(new StopInstanceEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .encodedLength());
    }

    public int offerSeat(final long instanceId, final long userId, final int seat, final String name)
    {
        return whole(new OfferSeatEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .userId(userId)
            .seat((short)seat)
            .name(name)
            .encodedLength());
    }

    public int vacateSeat(final long instanceId, final long userId)
    {
        return whole(new VacateSeatEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .userId(userId)
            .reason(SeatReason.LEFT)
            .encodedLength());
    }

    public int nodeUp(final int nodeId, final NodeKind kind, final String playEndpoint)
    {
        return whole(new NodeUpEncoder().wrapAndApplyHeader(buffer, 0, header)
            .nodeId(nodeId)
            .kind(kind)
            .playEndpoint(playEndpoint)
            .playerHost("")
            .encodedLength());
    }

    public int nodeGone(final int nodeId)
    {
        return whole(new NodeGoneEncoder().wrapAndApplyHeader(buffer, 0, header).nodeId(nodeId).encodedLength());
    }

    public int attachSeat(
        final int nodeId, final long instanceId, final long userId, final int attachment, final long outputSeq)
    {
        return whole(new AttachSeatEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .userId(userId)
            .outputSeq(outputSeq)
            .nodeId(nodeId)
            .attachment(attachment)
            .encodedLength());
    }

    public int detachSeat(final long instanceId, final long userId, final int attachment)
    {
        return whole(new DetachSeatEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .userId(userId)
            .attachment(attachment)
            .encodedLength());
    }

    /** Allocates nothing. */
    public int seatInput(
        final long instanceId, final long userId, final long inputSeq, final long ackedSeq, final byte[] payload)
    {
        return whole(seatInput.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .userId(userId)
            .inputSeq(inputSeq)
            .ackedOutputSeq(ackedSeq)
            .putPayload(payload, 0, payload.length)
            .encodedLength());
    }

    /** Allocates nothing. */
    public int seatAck(final long instanceId, final long userId, final long outputSeq)
    {
        return whole(seatAck.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId)
            .userId(userId)
            .outputSeq(outputSeq)
            .encodedLength());
    }

    private static int whole(final int encodedLength)
    {
        return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
    }
}
