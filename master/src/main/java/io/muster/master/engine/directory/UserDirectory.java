package io.muster.master.engine.directory;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.Consumer;

/**
 * Every user, found by its id, by its name, by the session node that carries it, by the instance where it has a seat,
 * or, while it is detached, by how long.
 */
public final class UserDirectory
{
    /** Users whose text is allocated together. */
    private static final int CHUNK_USERS = 256;

    private final User[] slots;
    private final FreeSlots free;
    private final HashSlots byId = new HashSlots();
    private final HashSlots byNameHash = new HashSlots();

    /** A group a session node, and one more: the detached, longest first. */
    private final SlotChains byCarrier;
    private final int detached;

    /** A group an instance, ordered by seat. */
    private final SlotChains byInstance;
    private final BitSet visiting;
    private int slotsUsed;
    private long nextId = 1;

    /**
     * @param usersMax     attached or detached.
     * @param nodesMax     slots of the {@link NodeDirectory}.
     * @param instancesMax slots of the {@link InstanceDirectory}.
     */
    public UserDirectory(final int usersMax, final int nodesMax, final int instancesMax)
    {
        slots = new User[usersMax];
        free = new FreeSlots(usersMax);
        visiting = new BitSet(usersMax);
        byCarrier = new SlotChains(nodesMax + 1);
        detached = nodesMax;
        byInstance = new SlotChains(instancesMax);
    }

    /** A new user, detached until it is attached, which must follow at once. */
    public User open(final long clientId, final DirectBuffer name, final long nowMs)
    {
        check(!isFull(), "directory is full");
        check(byName(name) == null, "name is taken");

        final User user = init(free.lowest());
        user.init(nextId++, clientId, name);
        index(user);
        linkDetached(user, nowMs);
        return user;
    }

    /** Forget a user. It must have no seat. */
    public void forget(final User user)
    {
        check(byId(user.id) == user && user.instance == null, "user is not here, or has a seat");

        byCarrier.remove(carrierOf(user), user.slot);
        byId.remove(user.id, user.slot);
        byNameHash.remove(user.nameHash, user.slot);
        free.release(user.slot);
        user.session = null;
    }

    /** A connection of a session node carries the user from here on, whatever did before. */
    public void attach(final User user, final Node session, final long connectionId)
    {
        byCarrier.remove(carrierOf(user), user.slot);
        user.session = session;
        user.connectionId = connectionId;
        user.detachedMs = 0;
        user.attachment++;
        byCarrier.append(session.slot, user.slot);
    }

    /** Nothing carries the user from here on. */
    public void detach(final User user, final long nowMs)
    {
        check(user.session != null, "user is detached");

        byCarrier.remove(user.session.slot, user.slot);
        linkDetached(user, nowMs);
    }

    private void linkDetached(final User user, final long nowMs)
    {
        user.session = null;
        user.connectionId = 0;
        user.detachedMs = nowMs;
        byCarrier.append(detached, user.slot);
    }

    private int carrierOf(final User user)
    {
        return user.session == null ? detached : user.session.slot;
    }

    /** The user has a seat, which the game has yet to accept. */
    public void seat(final User user, final Instance instance, final int seat)
    {
        check(user.instance == null, "user has a seat");

        user.instance = instance;
        user.seat = seat;
        user.isAccepted = false;
        int next = byInstance.first(instance.slot);
        while (next != SlotChains.NONE && slots[next].seat < seat)
        {
            next = byInstance.next(next);
        }
        check(next == SlotChains.NONE || slots[next].seat != seat, "seat has a user");
        byInstance.insertBefore(instance.slot, next, user.slot);
    }

    /** The game has let the user in. */
    public void accept(final User user)
    {
        check(user.instance != null, "user has no seat");

        user.isAccepted = true;
    }

    /** The user has no seat any more. */
    public void unseat(final User user)
    {
        check(user.instance != null, "user has no seat");

        byInstance.remove(user.instance.slot, user.slot);
        user.instance = null;
        user.seat = 0;
        user.isAccepted = false;
    }

    /**
     * A user comes back from a snapshot to the slot it left, detached and without a seat; {@link #restored()} links
     * it.
     */
    public User restore(final int slot, final long id, final long clientId, final DirectBuffer name)
    {
        check(free.has(slot) && free.isFree(slot), "slot is taken");
        check(id > 0 && id < nextId && byId(id) == null, "id is not of this user");
        check(byName(name) == null, "name is taken");

        final User user = init(slot);
        user.init(id, clientId, name);
        index(user);
        user.session = null;
        return user;
    }

    /** How a user that comes back from a snapshot was carried. */
    public void restoreCarrier(
        final User user, final Node session, final long connectionId, final long detachedMs, final int attachment)
    {
        user.session = session;
        user.connectionId = connectionId;
        user.detachedMs = detachedMs;
        user.attachment = attachment;
    }

    /** All users are back: link them to what carries them, the detached in the order in which they were detached. */
    public void restored()
    {
        final User[] byDetachment = new User[byId.size()];
        int count = 0;
        for (int slot = 0; slot < slotsUsed; slot++)
        {
            if (!free.isFree(slot))
            {
                byDetachment[count++] = slots[slot];
            }
        }
        Arrays.sort(byDetachment, Comparator.comparingLong(User::detachedMs));
        for (final User user : byDetachment)
        {
            byCarrier.append(carrierOf(user), user.slot);
        }
    }

    private User init(final int slot)
    {
        if (slots[slot] == null)
        {
            makeChunkOf(slot);
        }
        return slots[slot];
    }

    private void makeChunkOf(final int slot)
    {
        final UnsafeBuffer text = new UnsafeBuffer(new byte[CHUNK_USERS * User.TEXT_BYTES]);
        final int first = slot - slot % CHUNK_USERS;
        for (int i = 0; i < CHUNK_USERS && first + i < slots.length; i++)
        {
            slots[first + i] = new User(first + i, text, i * User.TEXT_BYTES);
        }
    }

    private void index(final User user)
    {
        free.take(user.slot);
        byId.put(user.id, user.slot);
        byNameHash.put(user.nameHash, user.slot);
        slotsUsed = Math.max(slotsUsed, user.slot + 1);
    }

    /** Whether no more users fit. */
    public boolean isFull()
    {
        return free.lowest() < 0;
    }

    /** Attached or detached. */
    public int count()
    {
        return byId.size();
    }

    /** Detached. */
    public int countDetached()
    {
        return byCarrier.size(detached);
    }

    /** The user with an id, or null. */
    public User byId(final long id)
    {
        for (int entry = byId.find(id); entry >= 0; entry = byId.findNext(entry, id))
        {
            final User user = slots[byId.slotAt(entry)];
            if (user.id == id)
            {
                return user;
            }
        }
        return null;
    }

    /** The user with a name, which is all of the buffer, or null. */
    public User byName(final DirectBuffer name)
    {
        final long hash = PlayerName.hashOf(name);
        for (int entry = byNameHash.find(hash); entry >= 0; entry = byNameHash.findNext(entry, hash))
        {
            final User user = slots[byNameHash.slotAt(entry)];
            if (user.isNamed(name))
            {
                return user;
            }
        }
        return null;
    }

    /** The user with the lowest seat of an instance, or null. */
    public User firstIn(final Instance instance)
    {
        return at(byInstance.first(instance.slot));
    }

    /** The user with the next higher seat of the same instance, or null. To be asked before the user is unseated. */
    public User nextIn(final User user)
    {
        return at(byInstance.next(user.slot));
    }

    /** How many users have a seat in an instance. */
    public int countIn(final Instance instance)
    {
        return byInstance.size(instance.slot);
    }

    /** In slot order. The visitor may detach the user it is shown. */
    public void visitCarriedBy(final Node session, final Consumer<User> visitor)
    {
        int slot = byCarrier.first(session.slot);
        while (slot != SlotChains.NONE)
        {
            visiting.set(slot);
            slot = byCarrier.next(slot);
        }
        visit(visitor);
    }

    /** In slot order, those that were detached at a time or before. The visitor may forget the user it is shown. */
    public void visitDetachedSince(final long detachedMs, final Consumer<User> visitor)
    {
        int slot = byCarrier.first(detached);
        while (slot != SlotChains.NONE && slots[slot].detachedMs <= detachedMs)
        {
            visiting.set(slot);
            slot = byCarrier.next(slot);
        }
        visit(visitor);
    }

    private void visit(final Consumer<User> visitor)
    {
        for (int slot = visiting.nextSetBit(0); slot >= 0; slot = visiting.nextSetBit(slot + 1))
        {
            visiting.clear(slot);
            visitor.accept(slots[slot]);
        }
    }

    /** The user in a slot, or null. */
    public User at(final int slot)
    {
        return slot < 0 || slot >= slotsUsed || free.isFree(slot) ? null : slots[slot];
    }

    /** No slot from here on was ever taken: where a visit in slot order ends. */
    public int slotsUsed()
    {
        return slotsUsed;
    }

    /** What the next user will be called. */
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
