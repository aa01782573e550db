package io.muster.game.worker;

import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import io.muster.codecs.StartInstanceDecoder;
import io.muster.codecs.StopInstanceDecoder;
import io.muster.codecs.VacateSeatDecoder;
import io.muster.game.instance.Instance;
import io.muster.game.instance.InstanceDirectory;
import io.muster.game.instance.TickWheel;
import io.muster.game.instance.Venue;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;

import static io.muster.codecs.RefusalCode.GAME_NODES_FULL;
import static io.muster.codecs.RefusalCode.GAME_TYPE_UNKNOWN;
import static io.muster.codecs.RefusalCode.INSTANCE_NOT_STARTED;
import static io.muster.codecs.RefusalCode.SEATS_OUT_OF_RANGE;

/** What the master says to the instances of one worker. */
final class MasterAdapter implements MessageHandler
{
    private static final int EVENT_LIMIT = 64;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StartInstanceDecoder startInstance = new StartInstanceDecoder();
    private final StopInstanceDecoder stopInstance = new StopInstanceDecoder();
    private final OfferSeatDecoder offerSeat = new OfferSeatDecoder();
    private final VacateSeatDecoder vacateSeat = new VacateSeatDecoder();

    private final RingBuffer events;
    private final InstanceDirectory instances;
    private final Venue venue;
    private long nowNs;

    MasterAdapter(final RingBuffer events, final InstanceDirectory instances, final Venue venue)
    {
        this.events = events;
        this.instances = instances;
        this.venue = venue;
    }

    /** Take events, but none while there might be no room for what is to be said to them. */
    int poll(final long newNowNs)
    {
        nowNs = newNowNs;
        return venue.master().hasRoom() ? events.read(this, EVENT_LIMIT) : 0;
    }

    @Override
    public void onMessage(final int typeId, final MutableDirectBuffer buffer, final int index, final int length)
    {
        if (typeId == Lane.NEW_INCARNATION)
        {
            instances.stopAll();
            venue.master().incarnation(buffer.getInt(index));
        }
        else
        {
            onEvent(buffer, index);
        }
    }

    private void onEvent(final MutableDirectBuffer buffer, final int index)
    {
        header.wrap(buffer, index);
        switch (header.templateId())
        {
            case StartInstanceDecoder.TEMPLATE_ID -> on(startInstance.wrapAndApplyHeader(buffer, index, header));
            case StopInstanceDecoder.TEMPLATE_ID -> on(stopInstance.wrapAndApplyHeader(buffer, index, header));
            case OfferSeatDecoder.TEMPLATE_ID -> on(offerSeat.wrapAndApplyHeader(buffer, index, header));
            case VacateSeatDecoder.TEMPLATE_ID -> on(vacateSeat.wrapAndApplyHeader(buffer, index, header));
            default -> throw new IllegalStateException("the game agent let through " + header.templateId());
        }
    }

    private void on(final StartInstanceDecoder event)
    {
        final int gameType = event.offset() + StartInstanceDecoder.gameTypeEncodingOffset();
        final TickWheel wheel = instances.wheelOf(
            GameTypes.head(event.buffer(), gameType), GameTypes.tail(event.buffer(), gameType));
        final int seatsMax = wheel != null && event.seatsMax() == 0 ? wheel.type().seatsMax() : event.seatsMax();

        if (wheel == null)
        {
            notStarted(event.instanceId(), GAME_TYPE_UNKNOWN);
        }
        else if (seatsMax < wheel.type().seatsMin() || seatsMax > wheel.type().seatsMax())
        {
            notStarted(event.instanceId(), SEATS_OUT_OF_RANGE);
        }
        else if (instances.isFull())
        {
            notStarted(event.instanceId(), GAME_NODES_FULL);
        }
        else if (instances.byId(event.instanceId()) != null)
        {
            notStarted(event.instanceId(), INSTANCE_NOT_STARTED);
        }
        else
        {
            start(event.instanceId(), wheel, seatsMax, event.seed());
        }
    }

    private void start(final long instanceId, final TickWheel wheel, final int seatsMax, final long seed)
    {
        final Instance instance = new Instance(instanceId, wheel, seatsMax, seed, venue);
        if (instance.start())
        {
            instances.add(instance, wheel);
            venue.counters().instancesStarted.increment();
            venue.master().instanceStarted(instanceId);
        }
        else
        {
            notStarted(instanceId, INSTANCE_NOT_STARTED);
        }
    }

    private void notStarted(final long instanceId, final RefusalCode code)
    {
        venue.counters().instancesNotStarted.increment();
        venue.master().instanceNotStarted(instanceId, code);
    }

    private void on(final StopInstanceDecoder event)
    {
        final Instance instance = instances.byId(event.instanceId());
        if (instance != null)
        {
            instance.stop();
            instances.remove(instance);
        }
    }

    private void on(final OfferSeatDecoder event)
    {
        final Instance instance = instances.byId(event.instanceId());
        if (instance == null)
        {
            venue.counters().seatsDeclined.increment();
            venue.master().seatDeclined(event.instanceId(), event.userId());
        }
        else
        {
            instance.offer(event.userId(), event.seat(), event.name(), nowNs);
            removeIfGone(instance);
        }
    }

    private void on(final VacateSeatDecoder event)
    {
        final Instance instance = instances.byId(event.instanceId());
        if (instance != null)
        {
            instance.vacate(event.userId(), SeatReason.get(event.reasonRaw()), nowNs);
            removeIfGone(instance);
        }
    }

    private void removeIfGone(final Instance instance)
    {
        if (instance.isGone())
        {
            instances.remove(instance);
        }
    }
}
