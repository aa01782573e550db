package io.muster.master.engine.event;

import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OfferSeatEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.StartInstanceEncoder;
import io.muster.codecs.StopInstanceEncoder;
import io.muster.codecs.VacateSeatEncoder;
import io.muster.master.engine.directory.Instance;
import io.muster.master.engine.directory.User;

/** Says to game nodes what is to be said about their instances and seats. */
public final class GameEvents
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final StartInstanceEncoder startInstance = new StartInstanceEncoder();
    private final StopInstanceEncoder stopInstance = new StopInstanceEncoder();
    private final OfferSeatEncoder offerSeat = new OfferSeatEncoder();
    private final VacateSeatEncoder vacateSeat = new VacateSeatEncoder();
    private final Outboxes outboxes;

    public GameEvents(final Outboxes outboxes)
    {
        this.outboxes = outboxes;
    }

    public void startInstance(final Instance instance, final long seed)
    {
        startInstance.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .instanceId(instance.id())
            .seed(seed)
            .seatsMax((short)instance.seatsMax());
        GameTypes.put(
            outboxes.scratch(),
            HEADER_BYTES + StartInstanceEncoder.gameTypeEncodingOffset(),
            instance.typeHead(),
            instance.typeTail());
        outboxes.say(instance.gameNode(), HEADER_BYTES + startInstance.encodedLength());
    }

    public void stopInstance(final Instance instance)
    {
        stopInstance.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header()).instanceId(instance.id());
        outboxes.say(instance.gameNode(), HEADER_BYTES + stopInstance.encodedLength());
    }

    public void offerSeat(final User user)
    {
        offerSeat.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .instanceId(user.instance().id())
            .userId(user.id())
            .seat((short)user.seat())
            .putName(user.text(), user.nameOffset(), user.nameLength());
        outboxes.say(user.instance().gameNode(), HEADER_BYTES + offerSeat.encodedLength());
    }

    public void vacateSeat(final User user, final SeatReason reason)
    {
        vacateSeat.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .instanceId(user.instance().id())
            .userId(user.id())
            .reason(reason);
        outboxes.say(user.instance().gameNode(), HEADER_BYTES + vacateSeat.encodedLength());
    }
}
