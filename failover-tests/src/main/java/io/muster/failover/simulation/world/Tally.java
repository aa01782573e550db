package io.muster.failover.simulation.world;

import java.util.EnumMap;
import java.util.Map;

/** What happened in a simulation, in numbers. */
public final class Tally
{
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long events;
    private long replicaCommands;
    private long checks;

    public void count(final Fault fault)
    {
        faults.merge(fault, 1L, Long::sum);
    }

    /** A message arrived, a process worked, or something planned happened. */
    public void event()
    {
        events++;
    }

    /** A replica has applied so many commands. */
    public void commands(final long count)
    {
        replicaCommands += count;
    }

    /** An invariant was looked at. */
    public void check()
    {
        checks++;
    }

    public void add(final Tally other)
    {
        other.faults.forEach((fault, times) -> faults.merge(fault, times, Long::sum));
        events += other.events;
        replicaCommands += other.replicaCommands;
        checks += other.checks;
    }

    public long of(final Fault fault)
    {
        return faults.getOrDefault(fault, 0L);
    }

    public long events()
    {
        return events;
    }

    public long replicaCommands()
    {
        return replicaCommands;
    }

    public long checks()
    {
        return checks;
    }
}
