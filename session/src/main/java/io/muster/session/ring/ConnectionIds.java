package io.muster.session.ring;

/**
 * The number of a connection: a serial number that is never used twice, the event loop that carries it, and its slot
 * there. Unique in the life of the process, and so in an incarnation of the node.
 */
public final class ConnectionIds
{
    /** Event loops of one gateway. */
    public static final int LOOPS_MAX = 16;

    /** Connections of one gateway. */
    public static final int CONNECTIONS_MAX = 1_000_000;

    private static final int SLOT_BITS = 20;
    private static final int LOOP_BITS = 4;
    private static final int SERIAL_SHIFT = SLOT_BITS + LOOP_BITS;

    private ConnectionIds()
    {
    }

    /** @param serial from 1, rising within a loop. */
    public static long of(final long serial, final int loop, final int slot)
    {
        return serial << SERIAL_SHIFT | (long)loop << SLOT_BITS | slot;
    }

    /** The index of the event loop. */
    public static int loopOf(final long connectionId)
    {
        return (int)(connectionId >>> SLOT_BITS) & (1 << LOOP_BITS) - 1;
    }

    /** The slot within the event loop. */
    public static int slotOf(final long connectionId)
    {
        return (int)connectionId & (1 << SLOT_BITS) - 1;
    }
}
