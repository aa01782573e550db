package io.muster.failover.simulation.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The network: datagrams that the weather plays with, streams that arrive in order or not at all, and cut links. */
public final class Wire
{
    private static final long ADDRESSES = 1_000;

    private final Schedule schedule;
    private final Chance chance;
    private final Tally tally;
    private final Set<Long> cut = new HashSet<>();
    private final Map<Long, Long> streamNs = new HashMap<>();
    private Weather weather;

    public Wire(final Schedule schedule, final Chance chance, final Tally tally, final Weather weather)
    {
        this.schedule = schedule;
        this.chance = chance;
        this.tally = tally;
        this.weather = weather;
    }

    public void weather(final Weather next)
    {
        weather = next;
    }

    /** Nothing gets from one address to another any more. */
    public void cut(final int from, final int to)
    {
        cut.add(link(from, to));
    }

    public void join(final int from, final int to)
    {
        cut.remove(link(from, to));
    }

    public void joinAll()
    {
        cut.clear();
    }

    public boolean isCut(final int from, final int to)
    {
        return !cut.isEmpty() && cut.contains(link(from, to));
    }

    /** Send what may be lost, doubled, or overtaken. */
    public void datagram(final int from, final Process to, final Runnable message)
    {
        if (isCut(from, to.address()))
        {
            tally.count(Fault.CUT_OFF);
        }
        else if (chance.perMille(weather.lossPerMille()))
        {
            tally.count(Fault.LOST);
        }
        else
        {
            arrive(from, to, message);
            if (chance.perMille(weather.duplicatePerMille()))
            {
                tally.count(Fault.DOUBLED);
                arrive(from, to, message);
            }
        }
    }

    private void arrive(final int from, final Process to, final Runnable message)
    {
        if (!chance.perMille(weather.latePerMille()))
        {
            arriveInOrder(from, to, message);
            return;
        }
        tally.count(Fault.LATE);
        deliver(chance.between(weather.lateMaxNs() / 4, weather.lateMaxNs()), to, message);
    }

    private void arriveInOrder(final int from, final Process to, final Runnable message)
    {
        final long nowNs = schedule.nowNs();
        final long link = link(from, to.address());
        final long wantedNs = nowNs + chance.between(weather.delayNs() / 4, weather.delayNs());
        final long arrivesNs = Math.max(wantedNs, streamNs.getOrDefault(link, 0L) + 1);
        streamNs.put(link, arrivesNs);
        deliver(arrivesNs - nowNs, to, message);
    }

    private void deliver(final long delayNs, final Process to, final Runnable message)
    {
        schedule.after(delayNs, () ->
        {
            tally.event();
            to.deliver(message);
        });
    }

    /** Send what the transport keeps in order; a cut link swallows it. */
    public void stream(final int from, final Process to, final Runnable message)
    {
        if (isCut(from, to.address()))
        {
            tally.count(Fault.CUT_OFF);
            return;
        }
        arriveInOrder(from, to, message);
    }

    private static long link(final int from, final int to)
    {
        return from * ADDRESSES + to;
    }
}
