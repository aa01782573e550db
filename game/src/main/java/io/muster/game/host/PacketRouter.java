package io.muster.game.host;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.muster.codecs.AttachSeatDecoder;
import io.muster.codecs.DetachSeatDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.SeatAckDecoder;
import io.muster.codecs.SeatInputDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2IntHashMap;

/**
 * Checks the packets of session nodes and hands them on to the workers. What is malformed is counted and dropped,
 * and so is what finds its worker's ring full: the numbers of inputs recover it.
 * <p>
 * Only AttachSeat says which session node speaks. The router remembers it for the stream that it came by, so that a
 * worker can refuse what comes later by the same stream for an instance that it does not know.
 */
final class PacketRouter implements FragmentHandler
{
    /** Streams of session nodes that are remembered; beyond that all are forgotten, and learnt anew. */
    static final int STREAMS_MAX = 1024;

    private static final int NODE_UNKNOWN = 0;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AttachSeatDecoder attachSeat = new AttachSeatDecoder();
    private final DetachSeatDecoder detachSeat = new DetachSeatDecoder();
    private final SeatInputDecoder seatInput = new SeatInputDecoder();
    private final SeatAckDecoder seatAck = new SeatAckDecoder();

    private final Int2IntHashMap nodeByStream = new Int2IntHashMap(STREAMS_MAX * 2, 0.55f, NODE_UNKNOWN);
    private final Lanes lanes;
    private final HostCounters counters;

    PacketRouter(final Lanes lanes, final HostCounters counters)
    {
        this.lanes = lanes;
        this.counters = counters;
    }

    @Override
    public void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header stream)
    {
        if (!isWhole(buffer, offset, length))
        {
            counters.packetsMalformed.increment();
            return;
        }

        if (header.templateId() == AttachSeatDecoder.TEMPLATE_ID)
        {
            remember(stream.sessionId(), attachSeat.nodeId());
        }
        final int nodeId = nodeByStream.get(stream.sessionId());
        if (!lanes.of(instanceId()).fromPlayers().write(nodeId + 1, buffer, offset, length))
        {
            counters.packetsPressed.increment();
        }
    }

    /** Whether this is one message that session nodes say to game nodes, of which no byte is missing. */
    private boolean isWhole(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH ||
            header.wrap(buffer, offset).schemaId() != MessageHeaderDecoder.SCHEMA_ID)
        {
            return false;
        }

        final int room = length - MessageHeaderDecoder.ENCODED_LENGTH;
        return switch (header.templateId())
        {
            case AttachSeatDecoder.TEMPLATE_ID -> hasBlock(AttachSeatDecoder.BLOCK_LENGTH, room) &&
                isNode(attachSeat.wrapAndApplyHeader(buffer, offset, header).nodeId());
            case DetachSeatDecoder.TEMPLATE_ID -> hasBlock(DetachSeatDecoder.BLOCK_LENGTH, room) &&
                detachSeat.wrapAndApplyHeader(buffer, offset, header) != null;
            case SeatInputDecoder.TEMPLATE_ID -> hasBlock(SeatInputDecoder.BLOCK_LENGTH, room) &&
                hasPayload(seatInput.wrapAndApplyHeader(buffer, offset, header), room);
            case SeatAckDecoder.TEMPLATE_ID -> hasBlock(SeatAckDecoder.BLOCK_LENGTH, room) &&
                seatAck.wrapAndApplyHeader(buffer, offset, header) != null;
            default -> false;
        };
    }

    private boolean hasBlock(final int blockLengthMin, final int room)
    {
        return header.blockLength() >= blockLengthMin && header.blockLength() <= room;
    }

    private boolean hasPayload(final SeatInputDecoder packet, final int room)
    {
        final int begin = header.blockLength() + SeatInputDecoder.payloadHeaderLength();
        return begin <= room && begin + packet.payloadLength() <= room;
    }

    /**
     * The master gives node ids from 1; the highest is kept free, because ring messages are typed with the next one.
     */
    private static boolean isNode(final int nodeId)
    {
        return nodeId > NODE_UNKNOWN && nodeId < Integer.MAX_VALUE;
    }

    private long instanceId()
    {
        return switch (header.templateId())
        {
            case AttachSeatDecoder.TEMPLATE_ID -> attachSeat.instanceId();
            case DetachSeatDecoder.TEMPLATE_ID -> detachSeat.instanceId();
            case SeatInputDecoder.TEMPLATE_ID -> seatInput.instanceId();
            default -> seatAck.instanceId();
        };
    }

    private void remember(final int streamSessionId, final int nodeId)
    {
        if (nodeByStream.get(streamSessionId) != nodeId)
        {
            if (nodeByStream.size() == STREAMS_MAX)
            {
                nodeByStream.clear();
            }
            nodeByStream.put(streamSessionId, nodeId);
        }
    }
}
