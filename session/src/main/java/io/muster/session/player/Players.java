package io.muster.session.player;

import io.muster.session.ring.ConnectionIds;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Everyone who is connected, found by connection or by user. Owned by the session agent's thread; allocates only for a
 * slot that was never used.
 */
public final class Players
{
    private final int slotsPerLoop;
    private final Player[] slots;
    private final BitSet live;
    private final Long2ObjectHashMap<Player> byUser;

    /** @param slotsPerLoop as many connections as one event loop numbers. */
    public Players(final int loops, final int slotsPerLoop)
    {
        this.slotsPerLoop = slotsPerLoop;
        slots = new Player[loops * slotsPerLoop];
        live = new BitSet(slots.length);
        byUser = new Long2ObjectHashMap<>(2 * slotsPerLoop, 0.55f);
    }

    /** A connection is open; who it is, is not known yet. */
    public Player open(final long connectionId, final long deadlineNs)
    {
        final int slot = slotOf(connectionId);
        check(!live.get(slot), "the slot is taken");

        live.set(slot);
        if (slots[slot] == null)
        {
            slots[slot] = new Player(slot);
        }
        return slots[slot].init(connectionId, deadlineNs);
    }

    /** A connection is known to be this user's. */
    public void identify(final Player player, final long userId)
    {
        check(player.userId == 0, "the player is a user");
        check(!byUser.containsKey(userId), "the user has a connection");

        player.userId = userId;
        byUser.put(userId, player);
    }

    /** A connection is no user's any more. */
    public void forget(final Player player)
    {
        if (player.userId != 0)
        {
            byUser.remove(player.userId);
            player.userId = 0;
        }
    }

    /** The connection is gone. */
    public void close(final Player player)
    {
        check(live.get(player.slot), "the player is gone");

        live.clear(player.slot);
        forget(player);
        player.connectionId = 0;
    }

    /** Null when the connection is gone. */
    public Player byConnection(final long connectionId)
    {
        final Player player = slots[slotOf(connectionId)];
        return player != null && player.connectionId == connectionId ? player : null;
    }

    /** Null when the user has no connection here. */
    public Player byUser(final long userId)
    {
        return byUser.get(userId);
    }

    /** How many of the connections are users'. */
    public int users()
    {
        return byUser.size();
    }

    /** In slot order; the visitor may close the player it is shown. */
    public void visitAll(final Consumer<Player> visitor)
    {
        for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1))
        {
            visitor.accept(slots[slot]);
        }
    }

    private int slotOf(final long connectionId)
    {
        return ConnectionIds.loopOf(connectionId) * slotsPerLoop + ConnectionIds.slotOf(connectionId);
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
