package io.muster.session.backend;

import io.muster.codecs.AttachSeatEncoder;
import io.muster.codecs.DetachSeatEncoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SeatAckEncoder;
import io.muster.codecs.SeatInputEncoder;
import io.muster.session.frame.FrameCheck;
import io.muster.session.player.Player;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packets for game nodes. One that cannot be sent is lost: what it carried is numbered and sent again by the player, by
 * the game, or here. Owned by the session agent's thread; allocates nothing.
 */
public final class PlayPublisher
{
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AttachSeatEncoder attachSeat = new AttachSeatEncoder();
    private final DetachSeatEncoder detachSeat = new DetachSeatEncoder();
    private final SeatInputEncoder seatInput = new SeatInputEncoder();
    private final SeatAckEncoder seatAck = new SeatAckEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH +
        SeatInputEncoder.BLOCK_LENGTH + SeatInputEncoder.payloadHeaderLength() + FrameCheck.PAYLOAD_BYTES_MAX]);

    private final Backend backend;
    private final int nodeId;

    public PlayPublisher(final Backend backend, final int nodeId)
    {
        this.backend = backend;
        this.nodeId = nodeId;
    }

    /** The player is carried by this node. */
    public void attachSeat(final Player player)
    {
        attachSeat.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(player.seat.instanceId)
            .userId(player.userId())
            .outputSeq(player.seat.ackedOutputSeq)
            .nodeId(nodeId)
            .attachment(player.seat.attachment);
        offer(player, attachSeat.encodedLength());
    }

    /** The player's connection is gone. */
    public void detachSeat(final Player player)
    {
        detachSeat.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(player.seat.instanceId)
            .userId(player.userId())
            .attachment(player.seat.attachment);
        offer(player, detachSeat.encodedLength());
    }

    /** What the player does. */
    public void seatInput(final Player player, final InputDecoder input)
    {
        final int payloadLength = input.payloadLength();
        seatInput.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(player.seat.instanceId)
            .userId(player.userId())
            .inputSeq(input.inputSeq())
            .ackedOutputSeq(input.ackedOutputSeq())
            .putPayload(input.buffer(), input.limit() + InputDecoder.payloadHeaderLength(), payloadLength);
        offer(player, seatInput.encodedLength());
    }

    /** What the player has seen. */
    public void seatAck(final Player player, final long outputSeq)
    {
        seatAck.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(player.seat.instanceId)
            .userId(player.userId())
            .outputSeq(outputSeq);
        offer(player, seatAck.encodedLength());
    }

    private void offer(final Player player, final int bodyLength)
    {
        backend.offer(player.seat.gameNodeId, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
