package io.muster.failover.simulation.model;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An instance as the model has it. */
public final class ModelInstance
{
    final long id;
    final ModelNode node;
    final long type;
    final ModelUser[] seats;
    final long createdMs;
    /** In the order in which they were offered a seat. */
    final Set<ModelUser> users = new LinkedHashSet<>();
    final Map<Long, Long> attributes = new TreeMap<>();
    final Set<Long> tags = new TreeSet<>();
    boolean isRunning;

    ModelInstance(final long id, final ModelNode node, final long type, final int seatsMax, final long createdMs)
    {
        this.id = id;
        this.node = node;
        this.type = type;
        this.createdMs = createdMs;
        seats = new ModelUser[seatsMax];
    }

    /** The lowest, or -1. */
    int freeSeat()
    {
        for (int seat = 0; seat < seats.length; seat++)
        {
            if (seats[seat] == null)
            {
                return seat;
            }
        }
        return -1;
    }

    public long id()
    {
        return id;
    }

    public int nodeId()
    {
        return node.id;
    }

    public long type()
    {
        return type;
    }

    public int seatsTaken()
    {
        return users.size();
    }

    public int seatsMax()
    {
        return seats.length;
    }

    public boolean isRunning()
    {
        return isRunning;
    }

    /** Values by the attributes' names. */
    public Map<Long, Long> attributes()
    {
        return attributes;
    }

    /** Names of the tags that it has. */
    public Set<Long> tags()
    {
        return tags;
    }
}
