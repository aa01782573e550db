package io.muster.master.engine.directory;

import io.muster.codecs.InstanceRecordDecoder;
import io.muster.codecs.InstanceState;
import io.muster.master.engine.index.GroupIndex;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.SortedCursor;
import io.muster.master.engine.index.SortedIndex;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Slab;

import java.util.function.IntConsumer;

/**
 * Every instance, found by its id, by the node it runs on, by its game type, by how long it has been starting, or, when
 * it runs and has a free seat, by its game type and age. An instance is known by its slot for as long as it is here.
 */
public final class InstanceDirectory
{
    /** No instance. */
    public static final int NONE = Slab.NONE;

    private final Table table;
    private final Slab slab;
    private final GroupIndex byNode;
    private final GroupIndex byType;
    private final GroupIndex byState;
    private final SortedIndex byOpenType;
    private final SortedCursor cursor = new SortedCursor();
    private final NodeDirectory nodes;
    private long nextId = 1;

    /**
     * @param instancesMax starting or running.
     * @param nodes        whose load they are.
     */
    public InstanceDirectory(final int instancesMax, final NodeDirectory nodes)
    {
        this.nodes = nodes;
        table = new Table("instances",
            InstanceRecordDecoder.BLOCK_LENGTH, instancesMax, InstanceFields.ID, InstanceFields.INDEXES);
        slab = table.slab();
        byNode = (GroupIndex)table.index(Indexed.Kind.GROUP, InstanceFields.NODE);
        byType = (GroupIndex)table.index(Indexed.Kind.GROUP, InstanceFields.TYPE);
        byState = (GroupIndex)table.index(Indexed.Kind.GROUP, InstanceFields.STATE);
        byOpenType = (SortedIndex)table.index(Indexed.Kind.SORTED, InstanceFields.OPEN_TYPE);
    }

    /** A new instance, starting, with every seat free. */
    public int open(final Node gameNode, final int type, final int seatsMax, final long nowMs)
    {
        check(seatsMax > 0 && seatsMax <= GameOffer.SEATS_MAX, "instance has no seats");
        final int instance = table.allocate();
        check(instance != NONE, "directory is full");

        slab.put(instance, InstanceFields.ID, nextId++);
        slab.put(instance, InstanceFields.CREATED_MS, nowMs);
        slab.put(instance, InstanceFields.NODE, gameNode.nodeId());
        slab.put(instance, InstanceFields.TYPE, type);
        slab.put(instance, InstanceFields.STATE, InstanceState.STARTING.value());
        slab.put(instance, InstanceFields.SEATS_MAX, seatsMax);
        slab.put(instance, InstanceFields.SEATS_FREE, seatsMax);
        table.link(instance);
        gameNode.addLoad(1);
        return instance;
    }

    /** The instance runs from here on. */
    public void run(final int instance)
    {
        check(!isRunning(instance), "instance runs already");

        table.put(instance, InstanceFields.STATE, InstanceState.RUNNING.value());
        table.put(instance, InstanceFields.OPEN_TYPE, isFull(instance) ? 0 : type(instance));
    }

    /** Take the lowest free seat. */
    public int takeSeat(final int instance)
    {
        check(!isFull(instance), "every seat is taken");

        final long seatsTaken = seatsTaken(instance);
        final int seat = Long.numberOfTrailingZeros(~seatsTaken);
        seats(instance, seatsTaken | 1L << seat);
        return seat;
    }

    /** A seat is free again. */
    public void freeSeat(final int instance, final int seat)
    {
        final long seatsTaken = seatsTaken(instance);
        check((seatsTaken & 1L << seat) != 0, "seat is free");

        seats(instance, seatsTaken & ~(1L << seat));
    }

    private void seats(final int instance, final long seatsTaken)
    {
        slab.put(instance, InstanceFields.SEATS_TAKEN, seatsTaken);
        table.put(instance, InstanceFields.SEATS_FREE, seatsMax(instance) - Long.bitCount(seatsTaken));
        table.put(instance, InstanceFields.OPEN_TYPE, isRunning(instance) && !isFull(instance) ? type(instance) : 0);
    }

    /**
     * What an instance can be found by from here on, all of it.
     *
     * @param attributesSet a bit for each attribute that has a value; the others are taken away.
     * @param values        by attribute.
     * @param tags          a bit for each.
     */
    public void describe(final int instance, final long attributesSet, final long[] values, final long tags)
    {
        for (int i = 0; i < AttributeDirectory.ATTRIBUTES_MAX; i++)
        {
            final boolean isSet = (attributesSet & 1L << i) != 0;
            table.put(instance, InstanceFields.ATTRIBUTES.get(i), isSet ? values[i] : 0);
        }
        slab.put(instance, InstanceFields.ATTRIBUTES_SET, attributesSet);
        table.put(instance, InstanceFields.TAGS, tags);
    }

    /** A bit for each attribute that has a value. */
    public long attributesSet(final int instance)
    {
        return slab.get(instance, InstanceFields.ATTRIBUTES_SET) & 0xFF;
    }

    /** The value of an attribute that has one. */
    public long attribute(final int instance, final int attribute)
    {
        return slab.get(instance, InstanceFields.ATTRIBUTES.get(attribute));
    }

    /** A bit for each tag. */
    public long tags(final int instance)
    {
        return slab.get(instance, InstanceFields.TAGS);
    }

    /** Forget an instance. Its seats must be free. */
    public void close(final int instance)
    {
        check(slab.isLive(instance) && isEmpty(instance), "instance is not open, or has a user");

        nodes.byId(nodeId(instance)).addLoad(-1);
        table.remove(instance);
    }

    /** Whether no more instances fit. */
    public boolean isFull()
    {
        return slab.isFull();
    }

    /** Starting or running. */
    public int count()
    {
        return slab.count();
    }

    /** Starting or running, of a game type. */
    public int countOf(final int type)
    {
        return byType.count(type);
    }

    /** Starting or running on a node. */
    public int countOn(final Node gameNode)
    {
        return byNode.count(gameNode.nodeId());
    }

    /** The instance with an id, or {@link #NONE}. */
    public int byId(final long id)
    {
        return table.find(id);
    }

    /** Whether there was ever an instance with an id. */
    public boolean wasThere(final long id)
    {
        return id > 0 && id < nextId;
    }

    /** The oldest running instance of a game with a free seat that is younger than one with an id, or {@link #NONE}. */
    public int openAfter(final int type, final long id)
    {
        cursor.seek(byOpenType, type, id + 1);
        return type != 0 && cursor.slot() != NONE && cursor.value() == type ? cursor.slot() : NONE;
    }

    /** Those of a node, oldest first. The visitor may close the instance it is shown. */
    public void visitRunOn(final Node gameNode, final IntConsumer visitor)
    {
        int instance = byNode.first(gameNode.nodeId());
        while (instance != NONE)
        {
            final int next = byNode.next(instance);
            visitor.accept(instance);
            instance = next;
        }
    }

    /** Those that were asked for at a time or before and do not run yet, oldest first. The visitor may close them. */
    public void visitStartingSince(final long createdMs, final IntConsumer visitor)
    {
        int instance = byState.first(InstanceState.STARTING.value());
        while (instance != NONE && createdMs(instance) <= createdMs)
        {
            final int next = byState.next(instance);
            visitor.accept(instance);
            instance = next;
        }
    }

    /** Never given to another. */
    public long id(final int instance)
    {
        return slab.get(instance, InstanceFields.ID);
    }

    /** When it was asked for, by the log's clock. */
    public long createdMs(final int instance)
    {
        return slab.get(instance, InstanceFields.CREATED_MS);
    }

    /** The node where it runs. */
    public int nodeId(final int instance)
    {
        return (int)slab.get(instance, InstanceFields.NODE);
    }

    /** Number of its game type, in the {@link GameTypeDirectory}. */
    public int type(final int instance)
    {
        return (int)slab.get(instance, InstanceFields.TYPE);
    }

    /** How many seats it has. */
    public int seatsMax(final int instance)
    {
        return (int)slab.get(instance, InstanceFields.SEATS_MAX);
    }

    /** A bit a seat. */
    public long seatsTaken(final int instance)
    {
        return slab.get(instance, InstanceFields.SEATS_TAKEN);
    }

    /** How many seats are taken. */
    public int seatsTakenCount(final int instance)
    {
        return Long.bitCount(seatsTaken(instance));
    }

    /** Whether its game node has said that it runs. */
    public boolean isRunning(final int instance)
    {
        return slab.get(instance, InstanceFields.STATE) == InstanceState.RUNNING.value();
    }

    /** Whether every seat is taken. */
    public boolean isFull(final int instance)
    {
        return slab.get(instance, InstanceFields.SEATS_FREE) == 0;
    }

    /** Whether no seat is taken. */
    public boolean isEmpty(final int instance)
    {
        return seatsTaken(instance) == 0;
    }

    /** The records and their indexes, for searches and snapshots. */
    public Table table()
    {
        return table;
    }

    /** What the next instance will be called. */
    public long nextId()
    {
        return nextId;
    }

    /** As a snapshot has it. */
    public void restoreNextId(final long snapshotNextId)
    {
        nextId = snapshotNextId;
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
