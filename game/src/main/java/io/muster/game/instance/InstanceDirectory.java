package io.muster.game.instance;

import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

import java.util.List;

/**
 * Every instance of one worker, found by its id, and visited when it is due to tick. The last ids that ended are
 * remembered, so that a player who comes too late is told so.
 */
public final class InstanceDirectory
{
    /** Ended ids that are remembered; whoever asks for an older one is told INSTANCE_UNKNOWN. */
    static final int ENDED_MAX = 4096;

    private final TickWheel[] wheels;
    private final int instancesMax;
    private final InstanceCounters counters;
    private final Long2ObjectHashMap<Instance> byId;
    private final LongHashSet ended = new LongHashSet(ENDED_MAX * 2);
    private final long[] endedInOrder = new long[ENDED_MAX];
    private int endedNext;

    /** @param wheels one for each game type. */
    public InstanceDirectory(final TickWheel[] wheels, final int instancesMax, final InstanceCounters counters)
    {
        this.wheels = wheels;
        this.instancesMax = instancesMax;
        this.counters = counters;
        byId = new Long2ObjectHashMap<>(instancesMax * 2, 0.55f);
    }

    /** The wheel of a game type, or null when this node does not run it. */
    public TickWheel wheelOf(final long nameHead, final long nameTail)
    {
        for (final TickWheel wheel : wheels)
        {
            if (wheel.isOf(nameHead, nameTail))
            {
                return wheel;
            }
        }
        return null;
    }

    public boolean isFull()
    {
        return byId.size() >= instancesMax;
    }

    /** The instance, or null. */
    public Instance byId(final long instanceId)
    {
        return byId.get(instanceId);
    }

    /** Whether there was such an instance here, lately. */
    public boolean hasEnded(final long instanceId)
    {
        return ended.contains(instanceId);
    }

    /** Add an instance that has started, to the wheel of its game type. */
    public void add(final Instance instance, final TickWheel wheel)
    {
        byId.put(instance.id(), instance);
        wheel.add(instance);
        counters.instances.increment();
    }

    /** Forget an instance that is gone. */
    public void remove(final Instance instance)
    {
        byId.remove(instance.id());
        instance.wheel.remove(instance);
        counters.instances.getAndAdd(-1);
        rememberEnded(instance.id());
    }

    /** Stop and forget everything. */
    public void stopAll()
    {
        for (final Instance instance : List.copyOf(byId.values()))
        {
            instance.stop();
            remove(instance);
        }
    }

    private void rememberEnded(final long instanceId)
    {
        if (ended.size() == ENDED_MAX)
        {
            ended.remove(endedInOrder[endedNext]);
        }
        if (ended.add(instanceId))
        {
            endedInOrder[endedNext] = instanceId;
            endedNext = (endedNext + 1) % ENDED_MAX;
        }
    }
}
