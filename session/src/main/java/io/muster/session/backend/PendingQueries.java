package io.muster.session.backend;

/**
 * Queries of players that no replica has answered yet: whose each is, and how the player numbers it. A query's number
 * tells its slot, so none has to be searched for. Owned by the session agent's thread; allocates nothing.
 */
public final class PendingQueries
{
    private static final int SLOT_BITS = 17;

    private final long[] ids;
    private final long[] connectionIds;
    private final long[] playerQueryIds;
    private final int[] freeSlots;
    private int free;
    private long serial;

    public PendingQueries(final int queriesMax)
    {
        ids = new long[queriesMax];
        connectionIds = new long[queriesMax];
        playerQueryIds = new long[queriesMax];
        freeSlots = new int[queriesMax];
        for (int slot = 0; slot < queriesMax; slot++)
        {
            freeSlots[free++] = slot;
        }
    }

    /** Number a query, never as another one was; 0: too many wait. */
    public long open(final long connectionId, final long playerQueryId)
    {
        if (free == 0)
        {
            return 0;
        }
        final int slot = freeSlots[--free];
        ids[slot] = ++serial << SLOT_BITS | slot;
        connectionIds[slot] = connectionId;
        playerQueryIds[slot] = playerQueryId;
        return ids[slot];
    }

    public boolean isOpen(final long queryId)
    {
        final int slot = slotOf(queryId);
        return queryId > 0 && slot < ids.length && ids[slot] == queryId;
    }

    public long connectionId(final long queryId)
    {
        return connectionIds[slotOf(queryId)];
    }

    public long playerQueryId(final long queryId)
    {
        return playerQueryIds[slotOf(queryId)];
    }

    /** The query, which is open, was answered or given up. */
    public void close(final long queryId)
    {
        final int slot = slotOf(queryId);
        ids[slot] = 0;
        freeSlots[free++] = slot;
    }

    private static int slotOf(final long queryId)
    {
        return (int)queryId & (1 << SLOT_BITS) - 1;
    }
}
