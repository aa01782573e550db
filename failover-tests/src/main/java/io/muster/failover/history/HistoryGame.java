package io.muster.failover.history;

import io.muster.codecs.InstanceStartedEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAcceptedEncoder;
import io.muster.codecs.SeatReleasedEncoder;
import io.muster.codecs.StartInstanceDecoder;
import io.muster.codecs.VacateSeatDecoder;
import io.muster.failover.history.record.History;
import io.muster.node.link.LinkListener;
import io.muster.node.link.MasterLink;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A game node that starts every instance, lets everybody in, and puts one in twelve out again a moment later. */
final class HistoryGame implements LinkListener
{
    private static final int KICKS_ONE_IN = 12;
    private static final long KICK_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int COMMAND_BYTES_MAX = 64;

    private record Plan(long instance, long user, long dueNs)
    {
    }

    private final History history;
    private final SplittableRandom random;
    private final Deque<Plan> plans = new ArrayDeque<>();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_BYTES_MAX]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StartInstanceDecoder startInstance = new StartInstanceDecoder();
    private final OfferSeatDecoder offerSeat = new OfferSeatDecoder();
    private final VacateSeatDecoder vacateSeat = new VacateSeatDecoder();
    private final InstanceStartedEncoder instanceStarted = new InstanceStartedEncoder();
    private final SeatAcceptedEncoder seatAccepted = new SeatAcceptedEncoder();
    private final SeatReleasedEncoder seatReleased = new SeatReleasedEncoder();
    private MasterLink link;
    private long nowNs;
    private long timesLost;

    HistoryGame(final History history, final SplittableRandom random)
    {
        this.history = history;
        this.random = random;
    }

    void speakBy(final MasterLink gameLink)
    {
        link = gameLink;
    }

    boolean isReady()
    {
        return link.isRegistered();
    }

    long position()
    {
        return link.position();
    }

    int poll(final long atNs)
    {
        nowNs = atNs;
        final int work = link.poll(nowNs);
        while (!plans.isEmpty() && nowNs - plans.peek().dueNs >= 0 && link.isRegistered())
        {
            final Plan plan = plans.remove();
            history.beginKick(plan.instance, plan.user, System.nanoTime());
            seatReleased.wrapAndApplyHeader(command, 0, headerEncoder)
                .instanceId(plan.instance)
                .userId(plan.user);
            send(seatReleased.encodedLength());
        }
        return work;
    }

    @Override
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case StartInstanceDecoder.TEMPLATE_ID -> on(startInstance.wrapAndApplyHeader(buffer, offset, header));
            case OfferSeatDecoder.TEMPLATE_ID -> on(offerSeat.wrapAndApplyHeader(buffer, offset, header));
            case VacateSeatDecoder.TEMPLATE_ID -> on(vacateSeat.wrapAndApplyHeader(buffer, offset, header));
            default ->
            {
                // Other nodes come, and instances stop.
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
        if (random.nextInt(KICKS_ONE_IN) == 0)
        {
            plans.add(new Plan(event.instanceId(), event.userId(), nowNs + KICK_AFTER_NS));
        }
    }

    /** Who has gone by itself is not put out. */
    private void on(final VacateSeatDecoder event)
    {
        final long instance = event.instanceId();
        final long user = event.userId();
        plans.removeIf((plan) -> plan.instance == instance && plan.user == user);
    }

    private void send(final int encodedLength)
    {
        if (!link.send(command, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength))
        {
            throw new IllegalStateException("the game node's window is full");
        }
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
    }

    @Override
    public void onDown(final RefusalCode code)
    {
        timesLost++;
        plans.clear();
    }

    long timesLost()
    {
        return timesLost;
    }
}
