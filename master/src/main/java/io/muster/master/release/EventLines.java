package io.muster.master.release;

/** The ways to all nodes, by the node's slot, as {@link EventSender} sees them. Owned by the sender's thread. */
public interface EventLines
{
    /** What {@link #slotOf} says when there is no such node. */
    int NO_SLOT = -1;

    /** Slots that are taken. */
    int count();

    /** The slots that are taken, by index from 0 to {@link #count()}. */
    int slot(int index);

    /** {@link #NO_SLOT} when there is no such node. */
    int slotOf(int nodeId);

    /** Null while it is not open. */
    EventLine events(int slot);
}
