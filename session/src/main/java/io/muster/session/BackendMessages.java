package io.muster.session;

import io.muster.codecs.InstanceRecordsFoundDecoder;
import io.muster.codecs.InstancesFoundDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeGoneDecoder;
import io.muster.codecs.NodeUpDecoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.SeatAttachedDecoder;
import io.muster.codecs.SeatOutputDecoder;
import io.muster.codecs.SeatRefusedDecoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserFoundDecoder;
import io.muster.codecs.UserLeftDecoder;
import io.muster.codecs.UserMovedDecoder;
import io.muster.codecs.UserRefusedDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.session.backend.BackendListener;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/** Hears the master, its replicas and the game nodes, and passes each message to the one that it concerns. */
final class BackendMessages implements BackendListener
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeUpDecoder nodeUp = new NodeUpDecoder();
    private final NodeGoneDecoder nodeGone = new NodeGoneDecoder();
    private final UserEnteredDecoder userEntered = new UserEnteredDecoder();
    private final UserRefusedDecoder userRefused = new UserRefusedDecoder();
    private final UserMovedDecoder userMoved = new UserMovedDecoder();
    private final UserLeftDecoder userLeft = new UserLeftDecoder();
    private final UserSeatedDecoder userSeated = new UserSeatedDecoder();
    private final UserUnseatedDecoder userUnseated = new UserUnseatedDecoder();
    private final RequestRefusedDecoder requestRefused = new RequestRefusedDecoder();
    private final InstancesFoundDecoder instancesFound = new InstancesFoundDecoder();
    private final InstanceRecordsFoundDecoder recordsFound = new InstanceRecordsFoundDecoder();
    private final UserFoundDecoder userFound = new UserFoundDecoder();
    private final QueryRefusedDecoder queryRefused = new QueryRefusedDecoder();
    private final SeatAttachedDecoder seatAttached = new SeatAttachedDecoder();
    private final SeatOutputDecoder seatOutput = new SeatOutputDecoder();
    private final SeatRefusedDecoder seatRefused = new SeatRefusedDecoder();

    private final AtomicCounter unknown;
    private PeerNodes nodes;
    private Entrances entrances;
    private Requests requests;
    private PlayerQueries queries;
    private Seats seats;

    BackendMessages(final AtomicCounter unknown)
    {
        this.unknown = unknown;
    }

    /** Who hears what. Not in the constructor, because all of them speak to the backend, which needs its hearer. */
    void connect(
        final PeerNodes peerNodes,
        final Entrances theEntrances,
        final Requests theRequests,
        final PlayerQueries theQueries,
        final Seats theSeats)
    {
        nodes = peerNodes;
        entrances = theEntrances;
        requests = theRequests;
        queries = theQueries;
        seats = theSeats;
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
        nodes.registered();
    }

    @Override
    public void onDown(final RefusalCode code)
    {
        entrances.linkDown();
    }

    @Override
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case NodeUpDecoder.TEMPLATE_ID -> nodes.on(nodeUp.wrapAndApplyHeader(buffer, offset, header));
            case NodeGoneDecoder.TEMPLATE_ID -> nodes.on(nodeGone.wrapAndApplyHeader(buffer, offset, header));
            case UserEnteredDecoder.TEMPLATE_ID ->
                entrances.on(userEntered.wrapAndApplyHeader(buffer, offset, header));
            case UserRefusedDecoder.TEMPLATE_ID ->
                entrances.on(userRefused.wrapAndApplyHeader(buffer, offset, header));
            case UserMovedDecoder.TEMPLATE_ID -> entrances.on(userMoved.wrapAndApplyHeader(buffer, offset, header));
            case UserLeftDecoder.TEMPLATE_ID -> entrances.on(userLeft.wrapAndApplyHeader(buffer, offset, header));
            case UserSeatedDecoder.TEMPLATE_ID -> requests.on(userSeated.wrapAndApplyHeader(buffer, offset, header));
            case UserUnseatedDecoder.TEMPLATE_ID ->
                requests.on(userUnseated.wrapAndApplyHeader(buffer, offset, header));
            case RequestRefusedDecoder.TEMPLATE_ID ->
                requests.on(requestRefused.wrapAndApplyHeader(buffer, offset, header));
            default -> unknown.increment();
        }
    }

    @Override
    public void onAnswer(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case InstancesFoundDecoder.TEMPLATE_ID ->
                queries.on(instancesFound.wrapAndApplyHeader(buffer, offset, header));
            case InstanceRecordsFoundDecoder.TEMPLATE_ID ->
                queries.on(recordsFound.wrapAndApplyHeader(buffer, offset, header));
            case UserFoundDecoder.TEMPLATE_ID -> queries.on(userFound.wrapAndApplyHeader(buffer, offset, header));
            case QueryRefusedDecoder.TEMPLATE_ID ->
                queries.on(queryRefused.wrapAndApplyHeader(buffer, offset, header));
            default -> unknown.increment();
        }
    }

    @Override
    public void onUnanswered(final long queryId)
    {
        queries.unanswered(queryId);
    }

    @Override
    public void onPacket(final DirectBuffer buffer, final int offset, final int length)
    {
        header.wrap(buffer, offset);
        switch (header.templateId())
        {
            case SeatOutputDecoder.TEMPLATE_ID -> seats.on(seatOutput.wrapAndApplyHeader(buffer, offset, header));
            case SeatAttachedDecoder.TEMPLATE_ID -> seats.on(seatAttached.wrapAndApplyHeader(buffer, offset, header));
            case SeatRefusedDecoder.TEMPLATE_ID -> seats.on(seatRefused.wrapAndApplyHeader(buffer, offset, header));
            default -> unknown.increment();
        }
    }
}
