package io.muster.failover.simulation.model;

import io.muster.codecs.CommandsAppliedDecoder;
import io.muster.codecs.CommandsWantedDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeDownDecoder;
import io.muster.codecs.NodeGoneDecoder;
import io.muster.codecs.NodeRegisteredDecoder;
import io.muster.codecs.NodeUpDecoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.StartInstanceDecoder;
import io.muster.codecs.StopInstanceDecoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserLeftDecoder;
import io.muster.codecs.UserMovedDecoder;
import io.muster.codecs.UserRefusedDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.codecs.VacateSeatDecoder;
import org.agrona.DirectBuffer;

import java.util.Map;
import java.util.TreeMap;

/** Reads events as the master sends them. */
public final class SaidReader
{
    private static final Map<Integer, String> NAMES = new TreeMap<>(Map.of(
        NodeRegisteredDecoder.TEMPLATE_ID, "NodeRegistered",
        CommandsAppliedDecoder.TEMPLATE_ID, "CommandsApplied",
        CommandsWantedDecoder.TEMPLATE_ID, "CommandsWanted",
        NodeDownDecoder.TEMPLATE_ID, "NodeDown",
        NodeUpDecoder.TEMPLATE_ID, "NodeUp",
        NodeGoneDecoder.TEMPLATE_ID, "NodeGone",
        UserEnteredDecoder.TEMPLATE_ID, "UserEntered",
        UserRefusedDecoder.TEMPLATE_ID, "UserRefused",
        UserMovedDecoder.TEMPLATE_ID, "UserMoved",
        UserLeftDecoder.TEMPLATE_ID, "UserLeft"));

    static
    {
        NAMES.put(UserSeatedDecoder.TEMPLATE_ID, "UserSeated");
        NAMES.put(UserUnseatedDecoder.TEMPLATE_ID, "UserUnseated");
        NAMES.put(RequestRefusedDecoder.TEMPLATE_ID, "RequestRefused");
        NAMES.put(StartInstanceDecoder.TEMPLATE_ID, "StartInstance");
        NAMES.put(StopInstanceDecoder.TEMPLATE_ID, "StopInstance");
        NAMES.put(OfferSeatDecoder.TEMPLATE_ID, "OfferSeat");
        NAMES.put(VacateSeatDecoder.TEMPLATE_ID, "VacateSeat");
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeUpDecoder nodeUp = new NodeUpDecoder();
    private final UserEnteredDecoder userEntered = new UserEnteredDecoder();
    private final UserSeatedDecoder userSeated = new UserSeatedDecoder();
    private final UserUnseatedDecoder userUnseated = new UserUnseatedDecoder();
    private final RequestRefusedDecoder requestRefused = new RequestRefusedDecoder();
    private final StartInstanceDecoder startInstance = new StartInstanceDecoder();
    private final OfferSeatDecoder offerSeat = new OfferSeatDecoder();
    private final VacateSeatDecoder vacateSeat = new VacateSeatDecoder();
    private final UserRefusedDecoder userRefused = new UserRefusedDecoder();
    private final NodeDownDecoder nodeDown = new NodeDownDecoder();

    /** The event whose message header is at an offset. */
    public Said read(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        final int template = header.templateId();
        final int at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        return switch (template)
        {
            case NodeRegisteredDecoder.TEMPLATE_ID, CommandsAppliedDecoder.TEMPLATE_ID,
                CommandsWantedDecoder.TEMPLATE_ID, StopInstanceDecoder.TEMPLATE_ID ->
                Said.of(template, buffer.getLong(at));
            case UserMovedDecoder.TEMPLATE_ID, UserLeftDecoder.TEMPLATE_ID ->
                Said.of(template, buffer.getLong(at), buffer.getLong(at + Long.BYTES));
            case NodeGoneDecoder.TEMPLATE_ID -> Said.of(template, buffer.getInt(at));
            case NodeDownDecoder.TEMPLATE_ID ->
                Said.of(template, nodeDown.wrapAndApplyHeader(buffer, offset, header).codeRaw());
            case UserRefusedDecoder.TEMPLATE_ID -> Said.of(template,
                userRefused.wrapAndApplyHeader(buffer, offset, header).connectionId(), userRefused.codeRaw());
            case NodeUpDecoder.TEMPLATE_ID -> of(nodeUp.wrapAndApplyHeader(buffer, offset, header));
            case UserEnteredDecoder.TEMPLATE_ID -> of(userEntered.wrapAndApplyHeader(buffer, offset, header));
            case UserSeatedDecoder.TEMPLATE_ID -> of(userSeated.wrapAndApplyHeader(buffer, offset, header));
            case UserUnseatedDecoder.TEMPLATE_ID -> of(userUnseated.wrapAndApplyHeader(buffer, offset, header));
            case RequestRefusedDecoder.TEMPLATE_ID -> of(requestRefused.wrapAndApplyHeader(buffer, offset, header));
            case StartInstanceDecoder.TEMPLATE_ID -> of(startInstance.wrapAndApplyHeader(buffer, offset, header));
            case OfferSeatDecoder.TEMPLATE_ID -> of(offerSeat.wrapAndApplyHeader(buffer, offset, header));
            case VacateSeatDecoder.TEMPLATE_ID -> of(vacateSeat.wrapAndApplyHeader(buffer, offset, header));
            default -> Said.of(template);
        };
    }

    private static Said of(final NodeUpDecoder event)
    {
        return Said.of(NodeUpDecoder.TEMPLATE_ID, event.nodeId(), event.kindRaw(), event.tcpPort());
    }

    private static Said of(final UserEnteredDecoder event)
    {
        return Said.of(UserEnteredDecoder.TEMPLATE_ID, event.connectionId(), event.userId(), event.requestSeq(),
            event.eventSeq(), event.instanceId(), event.gameNodeId(), event.attachment(),
            type(event.buffer(), event.offset() + UserEnteredDecoder.gameTypeEncodingOffset()),
            event.seat(), event.seatsMax(), event.resumedRaw());
    }

    private static Said of(final UserSeatedDecoder event)
    {
        return Said.of(UserSeatedDecoder.TEMPLATE_ID, event.userId(), event.requestSeq(), event.eventSeq(),
            event.instanceId(), event.gameNodeId(),
            type(event.buffer(), event.offset() + UserSeatedDecoder.gameTypeEncodingOffset()),
            event.seat(), event.seatsMax());
    }

    private static Said of(final UserUnseatedDecoder event)
    {
        return Said.of(UserUnseatedDecoder.TEMPLATE_ID, event.userId(), event.requestSeq(), event.eventSeq(),
            event.instanceId(), event.reasonRaw());
    }

    private static Said of(final RequestRefusedDecoder event)
    {
        return Said.of(RequestRefusedDecoder.TEMPLATE_ID, event.userId(), event.requestSeq(), event.eventSeq(),
            event.codeRaw());
    }

    private static Said of(final StartInstanceDecoder event)
    {
        return Said.of(StartInstanceDecoder.TEMPLATE_ID, event.instanceId(),
            type(event.buffer(), event.offset() + StartInstanceDecoder.gameTypeEncodingOffset()), event.seatsMax());
    }

    private static Said of(final OfferSeatDecoder event)
    {
        return Said.of(OfferSeatDecoder.TEMPLATE_ID, event.instanceId(), event.userId(), event.seat());
    }

    private static Said of(final VacateSeatDecoder event)
    {
        return Said.of(VacateSeatDecoder.TEMPLATE_ID, event.instanceId(), event.userId(), event.reasonRaw());
    }

    private static long type(final DirectBuffer buffer, final int index)
    {
        return GameTypes.head(buffer, index);
    }

    static String nameOf(final int template)
    {
        return NAMES.getOrDefault(template, "message " + template);
    }
}
