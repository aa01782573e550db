package io.muster.failover.simulation.node;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.StartInstanceDecoder;
import io.muster.codecs.StopInstanceDecoder;
import io.muster.codecs.VacateSeatDecoder;
import io.muster.failover.simulation.world.Chance;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A game node: starts instances or fails to, lets players in or does not, puts some out, describes instances and ends
 * them. What the link does not take is tried again, first.
 */
final class Host extends Role
{
    private static final long MS = 1_000_000L;
    private static final long WHIM_NS = 5 * MS;

    private final Chance chance;
    private final int games;
    private final boolean declares;
    private final Map<Long, List<Long>> instances = new TreeMap<>();
    private final List<Due> due = new ArrayList<>();
    private final HostWriter writer = new HostWriter();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StartInstanceDecoder startInstance = new StartInstanceDecoder();
    private final StopInstanceDecoder stopInstance = new StopInstanceDecoder();
    private final OfferSeatDecoder offerSeat = new OfferSeatDecoder();
    private final VacateSeatDecoder vacateSeat = new VacateSeatDecoder();
    private long nowNs;
    private long whimNs;
    private boolean isCalm;

    /** Something to say when its time has come. */
    private record Due(long timeNs, HostWriter.Said said, long instanceId, long userId)
    {
    }

    /**
     * @param games    of the first so many games, it runs all.
     * @param declares whether its games have attributes and tags.
     */
    Host(
        final int nodeId, final NodeObserver observer, final Chance chance, final int games, final boolean declares)
    {
        super(nodeId, observer);
        this.chance = chance;
        this.games = games;
        this.declares = declares;
    }

    /** No whims any more: instances run until they are left. */
    void calm()
    {
        isCalm = true;
    }

    @Override
    void forget()
    {
        instances.clear();
        due.clear();
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
        for (int game = 0; declares && game < games; game++)
        {
            say(0, HostWriter.Said.DECLARED, game, 0);
        }
    }

    @Override
    int work(final long newNowNs)
    {
        nowNs = newNowNs;
        int said = 0;
        for (int i = 0; i < due.size(); i++)
        {
            final Due next = due.get(i);
            if (next.timeNs <= nowNs)
            {
                if (!writer.write(link(), next.said, next.instanceId, next.userId))
                {
                    break;
                }
                due.remove(i--);
                said++;
            }
        }
        if (!isCalm && nowNs - whimNs >= WHIM_NS && !instances.isEmpty())
        {
            whimNs = nowNs;
            whim();
            said++;
        }
        return said;
    }

    private void whim()
    {
        final List<Long> ids = new ArrayList<>(instances.keySet());
        final long instanceId = ids.get(chance.below(ids.size()));
        final List<Long> users = instances.get(instanceId);
        final int choice = chance.below(10);
        if (choice < 2)
        {
            instances.remove(instanceId);
            say(0, HostWriter.Said.ENDED, instanceId, 0);
        }
        else if (choice < 5 && !users.isEmpty())
        {
            say(0, HostWriter.Said.RELEASED, instanceId, users.remove(chance.below(users.size())));
        }
        else if (declares)
        {
            say(0, HostWriter.Said.DESCRIBED, instanceId, chance.below(1 << 20));
        }
    }

    private void say(final long delayNs, final HostWriter.Said said, final long instanceId, final long userId)
    {
        due.add(new Due(nowNs + delayNs, said, instanceId, userId));
    }

    @Override
    void on(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case StartInstanceDecoder.TEMPLATE_ID ->
                onStart(startInstance.wrapAndApplyHeader(buffer, offset, header).instanceId());
            case StopInstanceDecoder.TEMPLATE_ID ->
                instances.remove(stopInstance.wrapAndApplyHeader(buffer, offset, header).instanceId());
            case OfferSeatDecoder.TEMPLATE_ID -> on(offerSeat.wrapAndApplyHeader(buffer, offset, header));
            case VacateSeatDecoder.TEMPLATE_ID -> on(vacateSeat.wrapAndApplyHeader(buffer, offset, header));
            default ->
            {
                // About other nodes.
            }
        }
    }

    private void onStart(final long instanceId)
    {
        final int choice = isCalm ? 0 : chance.below(100);
        if (choice < 92)
        {
            instances.put(instanceId, new ArrayList<>());
            say(delay(), HostWriter.Said.STARTED, instanceId, 0);
        }
        else if (choice < 97)
        {
            say(delay(), HostWriter.Said.NOT_STARTED, instanceId, 0);
        }
    }

    private void on(final OfferSeatDecoder event)
    {
        if (isCalm || chance.below(100) < 88)
        {
            final List<Long> users = instances.get(event.instanceId());
            if (users != null)
            {
                users.add(event.userId());
            }
            say(delay(), HostWriter.Said.ACCEPTED, event.instanceId(), event.userId());
        }
        else
        {
            say(delay(), HostWriter.Said.DECLINED, event.instanceId(), event.userId());
        }
    }

    private void on(final VacateSeatDecoder event)
    {
        final List<Long> users = instances.get(event.instanceId());
        if (users != null)
        {
            users.remove(Long.valueOf(event.userId()));
        }
    }

    private long delay()
    {
        return chance.below(20) == 0 ? chance.between(0, 300 * MS) : 0;
    }
}
