package io.muster.benchmarks;

import io.muster.codecs.InstanceStartedEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAcceptedEncoder;
import io.muster.codecs.StartInstanceDecoder;
import io.muster.node.link.LinkListener;
import io.muster.node.link.MasterLink;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A game node that starts every instance and lets every player in. */
final class GameLoad implements LinkListener
{
    private static final int COMMAND_BYTES_MAX = 128;

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_BYTES_MAX]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StartInstanceDecoder startInstance = new StartInstanceDecoder();
    private final OfferSeatDecoder offerSeat = new OfferSeatDecoder();
    private final InstanceStartedEncoder instanceStarted = new InstanceStartedEncoder();
    private final SeatAcceptedEncoder seatAccepted = new SeatAcceptedEncoder();
    private MasterLink link;
    private long sent;

    void sendBy(final MasterLink gameLink)
    {
        link = gameLink;
    }

    long sent()
    {
        return sent;
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
    }

    @Override
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case StartInstanceDecoder.TEMPLATE_ID -> on(startInstance.wrapAndApplyHeader(buffer, offset, header));
            case OfferSeatDecoder.TEMPLATE_ID -> on(offerSeat.wrapAndApplyHeader(buffer, offset, header));
            default ->
            {
                // Other nodes that come, players that leave, instances that stop: nothing to say.
            }
        }
    }

    private void on(final StartInstanceDecoder event)
    {
        instanceStarted.wrapAndApplyHeader(command, 0, headerEncoder).instanceId(event.instanceId());
        send(instanceStarted.encodedLength());
    }

    private void on(final OfferSeatDecoder event)
    {
        seatAccepted.wrapAndApplyHeader(command, 0, headerEncoder)
            .instanceId(event.instanceId())
            .userId(event.userId());
        send(seatAccepted.encodedLength());
    }

    private void send(final int encodedLength)
    {
        if (!link.send(command, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength))
        {
            throw new IllegalStateException("the game node's window is full; it holds more than there are users");
        }
        sent++;
    }

    @Override
    public void onDown(final RefusalCode code)
    {
        throw new IllegalStateException("the master declared the game node down: " + code);
    }
}
