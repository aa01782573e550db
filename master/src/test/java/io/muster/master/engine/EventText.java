package io.muster.master.engine;

import io.muster.codecs.CommandsAppliedDecoder;
import io.muster.codecs.CommandsWantedDecoder;
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

/** Events as short lines: the message's name and its fields in the order of the schema. */
public final class EventText
{
    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();

    private EventText()
    {
    }

    /** One event as a line. */
    public static String of(final DirectBuffer buffer, final int offset)
    {
        HEADER.wrap(buffer, offset);
        return switch (HEADER.templateId())
        {
            case NodeRegisteredDecoder.TEMPLATE_ID -> "NodeRegistered";
            case CommandsAppliedDecoder.TEMPLATE_ID -> "CommandsApplied " +
                new CommandsAppliedDecoder().wrapAndApplyHeader(buffer, offset, HEADER).commandSeq();
            case CommandsWantedDecoder.TEMPLATE_ID -> "CommandsWanted " +
                new CommandsWantedDecoder().wrapAndApplyHeader(buffer, offset, HEADER).commandSeq();
            case NodeDownDecoder.TEMPLATE_ID -> "NodeDown " +
                new NodeDownDecoder().wrapAndApplyHeader(buffer, offset, HEADER).code();
            case NodeUpDecoder.TEMPLATE_ID -> of(new NodeUpDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case NodeGoneDecoder.TEMPLATE_ID -> "NodeGone " +
                new NodeGoneDecoder().wrapAndApplyHeader(buffer, offset, HEADER).nodeId();
            case UserEnteredDecoder.TEMPLATE_ID ->
                of(new UserEnteredDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case UserRefusedDecoder.TEMPLATE_ID ->
                of(new UserRefusedDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case UserMovedDecoder.TEMPLATE_ID ->
                of(new UserMovedDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case UserLeftDecoder.TEMPLATE_ID -> of(new UserLeftDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case UserSeatedDecoder.TEMPLATE_ID ->
                of(new UserSeatedDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case UserUnseatedDecoder.TEMPLATE_ID ->
                of(new UserUnseatedDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case RequestRefusedDecoder.TEMPLATE_ID ->
                of(new RequestRefusedDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case StartInstanceDecoder.TEMPLATE_ID ->
                of(new StartInstanceDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case StopInstanceDecoder.TEMPLATE_ID -> "StopInstance " +
                new StopInstanceDecoder().wrapAndApplyHeader(buffer, offset, HEADER).instanceId();
            case OfferSeatDecoder.TEMPLATE_ID ->
                of(new OfferSeatDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            case VacateSeatDecoder.TEMPLATE_ID ->
                of(new VacateSeatDecoder().wrapAndApplyHeader(buffer, offset, HEADER));
            default -> throw new AssertionError("template id " + HEADER.templateId());
        };
    }

    private static String of(final NodeUpDecoder event)
    {
        return "NodeUp " + event.nodeId() + " " + event.tcpPort() + " " + event.kind() + " " +
            event.playEndpoint() + " " + event.playerHost();
    }

    private static String of(final UserEnteredDecoder event)
    {
        return "UserEntered " + event.connectionId() + " user " + event.userId() +
            " request " + event.requestSeq() + " event " + event.eventSeq() +
            " in " + event.instanceId() + " on " + event.gameNodeId() +
            " attachment " + event.attachment() + " " + event.gameType() +
            " seat " + event.seat() + "/" + event.seatsMax() + " resumed " + event.resumed();
    }

    private static String of(final UserRefusedDecoder event)
    {
        return "UserRefused " + event.connectionId() + " " + event.code();
    }

    private static String of(final UserMovedDecoder event)
    {
        return "UserMoved " + event.connectionId() + " user " + event.userId();
    }

    private static String of(final UserLeftDecoder event)
    {
        return "UserLeft " + event.connectionId() + " user " + event.userId();
    }

    private static String of(final UserSeatedDecoder event)
    {
        return "UserSeated " + event.userId() + " request " + event.requestSeq() + " event " + event.eventSeq() +
            " in " + event.instanceId() + " on " + event.gameNodeId() + " " + event.gameType() +
            " seat " + event.seat() + "/" + event.seatsMax();
    }

    private static String of(final UserUnseatedDecoder event)
    {
        return "UserUnseated " + event.userId() + " request " + event.requestSeq() + " event " + event.eventSeq() +
            " in " + event.instanceId() + " " + event.reason();
    }

    private static String of(final RequestRefusedDecoder event)
    {
        return "RequestRefused " + event.userId() + " request " + event.requestSeq() +
            " event " + event.eventSeq() + " " + event.code();
    }

    private static String of(final StartInstanceDecoder event)
    {
        return "StartInstance " + event.instanceId() + " " + event.gameType() + " " + event.seatsMax();
    }

    private static String of(final OfferSeatDecoder event)
    {
        return "OfferSeat " + event.instanceId() + " user " + event.userId() + " seat " + event.seat() +
            " " + event.name();
    }

    private static String of(final VacateSeatDecoder event)
    {
        return "VacateSeat " + event.instanceId() + " user " + event.userId() + " " + event.reason();
    }
}
