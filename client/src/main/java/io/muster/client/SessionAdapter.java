package io.muster.client;

import io.muster.client.wire.Connection;
import io.muster.client.wire.FrameTap;
import io.muster.codecs.AttachedDecoder;
import io.muster.codecs.ClosingDecoder;
import io.muster.codecs.FoundDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OutputDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedDecoder;
import io.muster.codecs.SeatClosedDecoder;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.SessionHeartbeatDecoder;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.codecs.UserDescribedDecoder;
import io.muster.codecs.WelcomeDecoder;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/** Hears what a session node says to a player. A frame is checked as a whole before anybody is told of it. */
final class SessionAdapter
{
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionNodesDecoder sessionNodes = new SessionNodesDecoder();
    private final WelcomeDecoder welcome = new WelcomeDecoder();
    private final RefusedDecoder refused = new RefusedDecoder();
    private final ClosingDecoder closing = new ClosingDecoder();
    private final SessionHeartbeatDecoder heartbeat = new SessionHeartbeatDecoder();
    private final FoundDecoder found = new FoundDecoder();
    private final UserDescribedDecoder userDescribed = new UserDescribedDecoder();
    private final SeatGrantedDecoder seatGranted = new SeatGrantedDecoder();
    private final SeatClosedDecoder seatClosed = new SeatClosedDecoder();
    private final OutputDecoder output = new OutputDecoder();
    private final AttachedDecoder attached = new AttachedDecoder();

    private final Player player;
    private final Attachment attachment;
    private final Client client;
    private FrameTap tap;

    SessionAdapter(final Player player, final Attachment attachment, final Client client)
    {
        this.player = player;
        this.attachment = attachment;
        this.client = client;
    }

    void tap(final FrameTap tap)
    {
        this.tap = tap;
    }

    void onFrame(final DirectBuffer frame)
    {
        final RefusalCode flaw = flawOf(frame);
        if (flaw != RefusalCode.NONE)
        {
            attachment.onLost(flaw, "the session node sent " + frame.capacity() + " bytes, template " +
                header.templateId() + " of schema " + header.schemaId() + ": " + flaw);
            return;
        }
        if (tap != null)
        {
            tap.onReceived(header.templateId(), frame, client.nowNs());
        }
        dispatch(header.templateId());
    }

    /** What is wrong with a frame; {@code NONE} when it is one whole message. Wraps the message's decoder. */
    private RefusalCode flawOf(final DirectBuffer frame)
    {
        header.wrap(frame, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID)
        {
            return RefusalCode.SCHEMA_FOREIGN;
        }
        try
        {
            final int length = lengthOf(header.templateId(), frame);
            return length < 0 ? RefusalCode.TEMPLATE_UNKNOWN :
                HEADER + length > frame.capacity() ? RefusalCode.FRAME_TRUNCATED : RefusalCode.NONE;
        }
        catch (final IndexOutOfBoundsException ex)
        {
            return RefusalCode.FRAME_TRUNCATED;
        }
    }

    /** Bytes that the message says it has, at least its fixed block; -1 when there is no such message. */
    private int lengthOf(final int templateId, final DirectBuffer frame)
    {
        return switch (templateId)
        {
            case SessionNodesDecoder.TEMPLATE_ID -> wholeOf(SessionNodesDecoder.BLOCK_LENGTH,
                sessionNodes.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case WelcomeDecoder.TEMPLATE_ID -> wholeOf(WelcomeDecoder.BLOCK_LENGTH,
                welcome.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case RefusedDecoder.TEMPLATE_ID -> wholeOf(RefusedDecoder.BLOCK_LENGTH,
                refused.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case ClosingDecoder.TEMPLATE_ID -> wholeOf(ClosingDecoder.BLOCK_LENGTH,
                closing.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case SessionHeartbeatDecoder.TEMPLATE_ID -> wholeOf(SessionHeartbeatDecoder.BLOCK_LENGTH,
                heartbeat.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case FoundDecoder.TEMPLATE_ID -> wholeOf(FoundDecoder.BLOCK_LENGTH,
                found.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case UserDescribedDecoder.TEMPLATE_ID -> wholeOf(UserDescribedDecoder.BLOCK_LENGTH,
                userDescribed.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case SeatGrantedDecoder.TEMPLATE_ID -> wholeOf(SeatGrantedDecoder.BLOCK_LENGTH,
                seatGranted.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case SeatClosedDecoder.TEMPLATE_ID -> wholeOf(SeatClosedDecoder.BLOCK_LENGTH,
                seatClosed.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case OutputDecoder.TEMPLATE_ID -> wholeOf(OutputDecoder.BLOCK_LENGTH,
                output.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            case AttachedDecoder.TEMPLATE_ID -> wholeOf(AttachedDecoder.BLOCK_LENGTH,
                attached.wrapAndApplyHeader(frame, 0, header).sbeDecodedLength());
            default -> -1;
        };
    }

    /** A fixed block that is shorter than the schema's makes a message that never fits. */
    private int wholeOf(final int blockLength, final int decodedLength)
    {
        return header.blockLength() < blockLength ? Connection.FRAME_BYTES_MAX : decodedLength;
    }

    private void dispatch(final int templateId)
    {
        attachment.onHeard();
        switch (templateId)
        {
            case SessionNodesDecoder.TEMPLATE_ID -> on(sessionNodes);
            case WelcomeDecoder.TEMPLATE_ID -> on(welcome);
            case RefusedDecoder.TEMPLATE_ID -> on(refused);
            case ClosingDecoder.TEMPLATE_ID -> attachment.onClosing(codeOf(closing.codeRaw()), closing.sentence());
            case SessionHeartbeatDecoder.TEMPLATE_ID -> attachment.onHeartbeat(heartbeat.clientNs());
            case FoundDecoder.TEMPLATE_ID -> on(found);
            case UserDescribedDecoder.TEMPLATE_ID -> on(userDescribed);
            case SeatGrantedDecoder.TEMPLATE_ID -> player.onSeatGranted(seatGranted);
            case SeatClosedDecoder.TEMPLATE_ID -> on(seatClosed);
            case OutputDecoder.TEMPLATE_ID -> player.onOutput(output);
            case AttachedDecoder.TEMPLATE_ID -> player.onAttached(attached.instanceId(), attached.ackedInputSeq());
            default -> throw new IllegalStateException("template " + templateId + " passed the check");
        }
    }

    private void on(final SessionNodesDecoder message)
    {
        final List<SessionNode> nodes = new ArrayList<>();
        for (final SessionNodesDecoder.NodesDecoder node : message.nodes())
        {
            nodes.add(new SessionNode(node.nodeId(), node.host(), node.tcpPort()));
        }
        client.onSessionNodes(nodes);
    }

    private void on(final WelcomeDecoder message)
    {
        final byte[] key = new byte[message.keyLength()];
        message.getKey(key, 0, key.length);
        if (attachment.onWelcome(key, message.heartbeatMs()))
        {
            player.onWelcome(message.userId(), message.requestSeq(), message.resumedRaw() != 0);
        }
    }

    private void on(final RefusedDecoder message)
    {
        final RefusalCode code = codeOf(message.codeRaw());
        if (message.requestSeq() != 0)
        {
            player.questions().onRequestRefused(message.requestSeq(), message.eventSeq(), code, message.sentence());
        }
        else if (message.queryId() != 0)
        {
            player.questions().onQueryRefused(message.queryId(), code, message.sentence());
        }
        else
        {
            attachment.onRefused(code, message.sentence());
        }
    }

    private void on(final FoundDecoder message)
    {
        final List<FoundInstance> instances = new ArrayList<>();
        for (final FoundDecoder.InstancesDecoder it : message.instances())
        {
            instances.add(new FoundInstance(it.instanceId(), it.seatsTaken(), it.seatsMax()));
        }
        player.questions().onFound(message.queryId(), instances);
    }

    private void on(final UserDescribedDecoder message)
    {
        player.questions().onDescribed(message.queryId(), new UserDescription(
            message.position(),
            message.userId(),
            message.requestSeq(),
            message.eventSeq(),
            message.instanceId(),
            message.seat()));
    }

    private void on(final SeatClosedDecoder message)
    {
        player.onSeatClosed(
            message.requestSeq(), message.eventSeq(), message.instanceId(), reasonOf(message.reasonRaw()));
    }

    /** A server newer than this SDK may give reasons that it does not know; they are not worth a connection. */
    private static RefusalCode codeOf(final int value)
    {
        try
        {
            return RefusalCode.get(value);
        }
        catch (final IllegalArgumentException ex)
        {
            return RefusalCode.NULL_VAL;
        }
    }

    private static SeatReason reasonOf(final short value)
    {
        try
        {
            return SeatReason.get(value);
        }
        catch (final IllegalArgumentException ex)
        {
            return SeatReason.NULL_VAL;
        }
    }
}
