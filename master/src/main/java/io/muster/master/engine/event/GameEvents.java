package io.muster.master.engine.event;

import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OfferSeatEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.StartInstanceEncoder;
import io.muster.codecs.StopInstanceEncoder;
import io.muster.codecs.VacateSeatEncoder;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.directory.UserDirectory;

/** Says to game nodes what is to be said about their instances and seats. */
public final class GameEvents
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final StartInstanceEncoder startInstance = new StartInstanceEncoder();
    private final StopInstanceEncoder stopInstance = new StopInstanceEncoder();
    private final OfferSeatEncoder offerSeat = new OfferSeatEncoder();
    private final VacateSeatEncoder vacateSeat = new VacateSeatEncoder();
    private final NodeDirectory nodes;
    private final InstanceDirectory instances;
    private final UserDirectory users;
    private final GameTypeDirectory gameTypes;
    private final Outboxes outboxes;

    public GameEvents(final Directories directories, final Outboxes outboxes)
    {
        nodes = directories.nodes();
        instances = directories.instances();
        users = directories.users();
        gameTypes = directories.gameTypes();
        this.outboxes = outboxes;
    }

    public void startInstance(final int instance, final long seed)
    {
        startInstance.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .instanceId(instances.id(instance))
            .seed(seed)
            .seatsMax((short)instances.seatsMax(instance));
        GameTypes.put(
            outboxes.scratch(),
            HEADER_BYTES + StartInstanceEncoder.gameTypeEncodingOffset(),
            gameTypes.head(instances.type(instance)),
            gameTypes.tail(instances.type(instance)));
        outboxes.say(gameNodeOf(instance), HEADER_BYTES + startInstance.encodedLength());
    }

    public void stopInstance(final int instance)
    {
        stopInstance.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header()).instanceId(instances.id(instance));
        outboxes.say(gameNodeOf(instance), HEADER_BYTES + stopInstance.encodedLength());
    }

    public void offerSeat(final int user, final int instance)
    {
        offerSeat.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .instanceId(instances.id(instance))
            .userId(users.id(user))
            .seat((short)users.seat(user))
            .putName(users.nameBuffer(user), users.nameOffset(user), users.nameLength(user));
        outboxes.say(gameNodeOf(instance), HEADER_BYTES + offerSeat.encodedLength());
    }

    public void vacateSeat(final int user, final int instance, final SeatReason reason)
    {
        vacateSeat.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .instanceId(instances.id(instance))
            .userId(users.id(user))
            .reason(reason);
        outboxes.say(gameNodeOf(instance), HEADER_BYTES + vacateSeat.encodedLength());
    }

    private Node gameNodeOf(final int instance)
    {
        return nodes.byId(instances.nodeId(instance));
    }
}
