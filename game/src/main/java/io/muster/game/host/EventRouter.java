package io.muster.game.host;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeGoneDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.NodeUpDecoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.StartInstanceDecoder;
import io.muster.codecs.StopInstanceDecoder;
import io.muster.codecs.VacateSeatDecoder;
import io.muster.game.worker.Lane;
import io.muster.node.link.LinkListener;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Hands the master's events on to the worker that each is for. */
final class EventRouter implements LinkListener
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StartInstanceDecoder startInstance = new StartInstanceDecoder();
    private final StopInstanceDecoder stopInstance = new StopInstanceDecoder();
    private final OfferSeatDecoder offerSeat = new OfferSeatDecoder();
    private final VacateSeatDecoder vacateSeat = new VacateSeatDecoder();
    private final NodeUpDecoder nodeUp = new NodeUpDecoder();
    private final NodeGoneDecoder nodeGone = new NodeGoneDecoder();
    private final UnsafeBuffer incarnationBuffer = new UnsafeBuffer(new byte[Integer.BYTES]);

    private final Lanes lanes;
    private final PlayPort players;
    private final Declarations declarations;
    private final HostCounters counters;
    private int incarnation = 1;

    EventRouter(
        final Lanes lanes, final PlayPort players, final Declarations declarations, final HostCounters counters)
    {
        this.lanes = lanes;
        this.players = players;
        this.declarations = declarations;
        this.counters = counters;
    }

    /** Of the link, counted from 1 at the start of the process. Commands of an earlier one are not to be sent. */
    int incarnation()
    {
        return incarnation;
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
        counters.registered.setOrdered(1);
        declarations.begin();
    }

    @Override
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case StartInstanceDecoder.TEMPLATE_ID ->
                toWorker(startInstance.wrapAndApplyHeader(buffer, offset, header).instanceId(), buffer, offset, length);
            case StopInstanceDecoder.TEMPLATE_ID ->
                toWorker(stopInstance.wrapAndApplyHeader(buffer, offset, header).instanceId(), buffer, offset, length);
            case OfferSeatDecoder.TEMPLATE_ID ->
                toWorker(offerSeat.wrapAndApplyHeader(buffer, offset, header).instanceId(), buffer, offset, length);
            case VacateSeatDecoder.TEMPLATE_ID ->
                toWorker(vacateSeat.wrapAndApplyHeader(buffer, offset, header).instanceId(), buffer, offset, length);
            case NodeUpDecoder.TEMPLATE_ID -> on(nodeUp.wrapAndApplyHeader(buffer, offset, header));
            case NodeGoneDecoder.TEMPLATE_ID -> on(nodeGone.wrapAndApplyHeader(buffer, offset, header));
            default -> counters.eventsUnknown.increment();
        }
    }

    @Override
    public void onDown(final RefusalCode code)
    {
        counters.registered.setOrdered(0);
        declarations.end();
        incarnation++;
        incarnationBuffer.putInt(0, incarnation);
        for (int i = 0; i < lanes.count(); i++)
        {
            write(lanes.at(i), Lane.NEW_INCARNATION, incarnationBuffer, 0, Integer.BYTES);
        }
    }

    private void on(final NodeUpDecoder event)
    {
        if (event.kind() == NodeKind.SESSION)
        {
            players.onNodeUp(event.nodeId(), event.playEndpoint());
        }
    }

    /**
     * The workers are not told: players of a node that comes again may attach by it before this event is here, and must
     * not be detached then. What is sent to a node that is gone is dropped, and kept by the worker.
     */
    private void on(final NodeGoneDecoder event)
    {
        players.onNodeGone(event.nodeId());
    }

    private void toWorker(final long instanceId, final DirectBuffer buffer, final int offset, final int length)
    {
        write(lanes.of(instanceId), Lane.EVENT, buffer, offset, length);
    }

    /** An event must not be lost. A worker that has taken none for a whole ring is stuck, and so is the node. */
    private static void write(
        final Lane lane, final int typeId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (!lane.events().write(typeId, buffer, offset, length))
        {
            throw new IllegalStateException("a worker takes no events of the master; does a game wait or loop?");
        }
    }
}
