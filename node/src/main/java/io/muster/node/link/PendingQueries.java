package io.muster.node.link;

import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.BitSet;

/**
 * Queries that wait for an answer, each in a slot with a copy of its bytes. Allocates only in the constructor.
 */
final class PendingQueries
{
    static final int NO_SLOT = -1;

    private final int slotsMax;
    private final int slotBytes;
    private final UnsafeBuffer messages;
    private final int[] lengths;
    private final int[] attempts;
    private final long[] queryIds;
    private final long[] askedNs;
    private final long[] sentNs;
    private final BitSet live;
    private final Long2LongHashMap slotById;

    PendingQueries(final int slotsMax, final int slotBytes)
    {
        this.slotsMax = slotsMax;
        this.slotBytes = slotBytes;
        messages = new UnsafeBuffer(new byte[slotsMax * slotBytes]);
        lengths = new int[slotsMax];
        attempts = new int[slotsMax];
        queryIds = new long[slotsMax];
        askedNs = new long[slotsMax];
        sentNs = new long[slotsMax];
        live = new BitSet(slotsMax);
        slotById = new Long2LongHashMap(2 * slotsMax, 0.55f, NO_SLOT);
    }

    /** @return the slot, or {@link #NO_SLOT} when all are taken. */
    int add(final DirectBuffer buffer, final int offset, final int length, final long queryId, final long nowNs)
    {
        final int slot = live.nextClearBit(0);
        if (slot == slotsMax)
        {
            return NO_SLOT;
        }
        if (slotById.containsKey(queryId))
        {
            throw new IllegalStateException("a query with the id " + queryId + " waits already");
        }

        live.set(slot);
        messages.putBytes(offset(slot), buffer, offset, length);
        lengths[slot] = length;
        attempts[slot] = 0;
        queryIds[slot] = queryId;
        askedNs[slot] = nowNs;
        slotById.put(queryId, slot);
        return slot;
    }

    void remove(final int slot)
    {
        live.clear(slot);
        slotById.remove(queryIds[slot]);
    }

    /** @return the slot, or {@link #NO_SLOT}. */
    int find(final long queryId)
    {
        return (int)slotById.get(queryId);
    }

    /** The next taken slot from this one on, or {@link #NO_SLOT}. */
    int next(final int slot)
    {
        return live.nextSetBit(slot);
    }

    void onSent(final int slot, final long nowNs)
    {
        attempts[slot]++;
        sentNs[slot] = nowNs;
    }

    int attempts(final int slot)
    {
        return attempts[slot];
    }

    long queryId(final int slot)
    {
        return queryIds[slot];
    }

    long askedNs(final int slot)
    {
        return askedNs[slot];
    }

    long sentNs(final int slot)
    {
        return sentNs[slot];
    }

    DirectBuffer messages()
    {
        return messages;
    }

    int offset(final int slot)
    {
        return slot * slotBytes;
    }

    int length(final int slot)
    {
        return lengths[slot];
    }

    int count()
    {
        return slotById.size();
    }
}
