package io.muster.master.engine.directory;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.Consumer;

/**
 * Every instance, found by its id, by the node it runs on, by how long it has been starting, or, when it runs and has a
 * free seat, by its game type.
 */
public final class InstanceDirectory
{
    private static final int STARTING = 0;

    private final Instance[] slots;
    private final FreeSlots free;
    private final HashSlots byId = new HashSlots();
    private final SlotChains byNode;
    private final SlotChains starting = new SlotChains(1);
    private final OpenInstances open = new OpenInstances();
    private final BitSet visiting;
    private int slotsUsed;
    private long nextId = 1;

    /**
     * @param instancesMax starting or running.
     * @param nodesMax     slots of the {@link NodeDirectory}.
     */
    public InstanceDirectory(final int instancesMax, final int nodesMax)
    {
        slots = new Instance[instancesMax];
        free = new FreeSlots(instancesMax);
        visiting = new BitSet(instancesMax);
        byNode = new SlotChains(nodesMax);
    }

    /** A new instance, starting, with every seat free. */
    public Instance open(final Node gameNode, final GameOffer game, final int seatsMax, final long nowMs)
    {
        check(!isFull(), "directory is full");

        final Instance instance = init(free.lowest(), nextId++);
        describe(instance, gameNode, game.typeHead(), game.typeTail(), seatsMax);
        instance.createdMs = nowMs;
        link(instance);
        return instance;
    }

    /** The instance runs from here on. */
    public void run(final Instance instance)
    {
        check(!instance.isRunning, "instance runs already");

        starting.remove(STARTING, instance.slot);
        instance.isRunning = true;
        if (instance.isOpen())
        {
            open.add(instance);
        }
    }

    /** Take the lowest free seat. */
    public int takeSeat(final Instance instance)
    {
        check(!instance.isFull(), "every seat is taken");

        final int seat = Long.numberOfTrailingZeros(~instance.seatsTaken);
        instance.seatsTaken |= 1L << seat;
        if (instance.isRunning && instance.isFull())
        {
            open.remove(instance);
        }
        return seat;
    }

    /** A seat is free again. */
    public void freeSeat(final Instance instance, final int seat)
    {
        check((instance.seatsTaken & 1L << seat) != 0, "seat is free");

        final boolean wasOpen = instance.isOpen();
        instance.seatsTaken &= ~(1L << seat);
        if (!wasOpen && instance.isOpen())
        {
            open.add(instance);
        }
    }

    /** Forget an instance. Its seats must be free. */
    public void close(final Instance instance)
    {
        check(byId(instance.id) == instance && instance.isEmpty(), "instance is not open, or has a user");

        if (instance.isRunning)
        {
            open.remove(instance);
        }
        else
        {
            starting.remove(STARTING, instance.slot);
        }
        byNode.remove(instance.gameNode.slot, instance.slot);
        byId.remove(instance.id, instance.slot);
        free.release(instance.slot);
        instance.gameNode = null;
    }

    /** An instance comes back from a snapshot to the slot it left. {@link #restored()} links it. */
    public Instance restore(final int slot, final long id, final long createdMs, final long seatsTaken)
    {
        check(free.has(slot) && free.isFree(slot), "slot is taken");
        check(id > 0 && id < nextId && byId(id) == null, "id is not of this instance");

        final Instance instance = init(slot, id);
        instance.createdMs = createdMs;
        instance.seatsTaken = seatsTaken;
        return instance;
    }

    /** What else a snapshot says about an instance. */
    public void describe(
        final Instance instance, final Node gameNode, final long typeHead, final long typeTail, final int seatsMax)
    {
        check(seatsMax > 0 && seatsMax <= GameOffer.SEATS_MAX, "instance has no seats");
        check(Long.numberOfLeadingZeros(instance.seatsTaken) >= Long.SIZE - seatsMax, "a taken seat does not exist");

        instance.gameNode = gameNode;
        instance.typeHead = typeHead;
        instance.typeTail = typeTail;
        instance.seatsMax = seatsMax;
    }

    /** The instance was running when the snapshot was taken. */
    public void restoreRunning(final Instance instance)
    {
        instance.isRunning = true;
    }

    /** All instances are back: link them as if they had come in the order in which they once did. */
    public void restored()
    {
        final Instance[] byAge = new Instance[byId.size()];
        int count = 0;
        for (int slot = 0; slot < slotsUsed; slot++)
        {
            if (!free.isFree(slot))
            {
                byAge[count++] = slots[slot];
            }
        }
        Arrays.sort(byAge, Comparator.comparingLong(Instance::id));
        for (final Instance instance : byAge)
        {
            link(instance);
        }
    }

    private Instance init(final int slot, final long id)
    {
        if (slots[slot] == null)
        {
            slots[slot] = new Instance(slot);
        }
        final Instance instance = slots[slot];
        instance.id = id;
        instance.seatsTaken = 0;
        instance.isRunning = false;
        free.take(slot);
        byId.put(id, slot);
        slotsUsed = Math.max(slotsUsed, slot + 1);
        return instance;
    }

    private void link(final Instance instance)
    {
        byNode.append(instance.gameNode.slot, instance.slot);
        if (!instance.isRunning)
        {
            starting.append(STARTING, instance.slot);
        }
        else if (instance.isOpen())
        {
            open.add(instance);
        }
    }

    /** Whether no more instances fit. */
    public boolean isFull()
    {
        return free.lowest() < 0;
    }

    /** Starting or running. */
    public int count()
    {
        return byId.size();
    }

    /** Starting or running on a node. */
    public int countOn(final Node gameNode)
    {
        return byNode.size(gameNode.slot);
    }

    /** The instance with an id, or null. */
    public Instance byId(final long id)
    {
        for (int entry = byId.find(id); entry >= 0; entry = byId.findNext(entry, id))
        {
            final Instance instance = slots[byId.slotAt(entry)];
            if (instance.id == id)
            {
                return instance;
            }
        }
        return null;
    }

    /** Whether there was ever an instance with an id. */
    public boolean wasThere(final long id)
    {
        return id > 0 && id < nextId;
    }

    /** The oldest running instance of a game with a free seat that is younger than one with an id, or null. */
    public Instance openAfter(final long typeHead, final long typeTail, final long id)
    {
        return open.firstAfter(typeHead, typeTail, id);
    }

    /** In slot order. The visitor may close the instance it is shown. */
    public void visitRunOn(final Node gameNode, final Consumer<Instance> visitor)
    {
        int slot = byNode.first(gameNode.slot);
        while (slot != SlotChains.NONE)
        {
            visiting.set(slot);
            slot = byNode.next(slot);
        }
        visit(visitor);
    }

    /** In slot order, those that were asked for at a time or before and do not run yet. The visitor may close them. */
    public void visitStartingSince(final long createdMs, final Consumer<Instance> visitor)
    {
        int slot = starting.first(STARTING);
        while (slot != SlotChains.NONE && slots[slot].createdMs <= createdMs)
        {
            visiting.set(slot);
            slot = starting.next(slot);
        }
        visit(visitor);
    }

    private void visit(final Consumer<Instance> visitor)
    {
        for (int slot = visiting.nextSetBit(0); slot >= 0; slot = visiting.nextSetBit(slot + 1))
        {
            visiting.clear(slot);
            visitor.accept(slots[slot]);
        }
    }

    /** The instance in a slot, or null. */
    public Instance at(final int slot)
    {
        return slot < 0 || slot >= slotsUsed || free.isFree(slot) ? null : slots[slot];
    }

    /** No slot from here on was ever taken: where a visit in slot order ends. */
    public int slotsUsed()
    {
        return slotsUsed;
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
