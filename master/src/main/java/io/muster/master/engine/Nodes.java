package io.muster.master.engine;

import io.muster.codecs.NodeKind;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.outbox.Outbox;

/**
 * The nodes as the sender of events sees them: by slot, from 0 to {@link #slotsMax()}. Reads only.
 */
public final class Nodes
{
    private final NodeDirectory nodes;

    Nodes(final NodeDirectory nodes)
    {
        this.nodes = nodes;
    }

    /** Slots there are. */
    public int slotsMax()
    {
        return nodes.slotsMax();
    }

    /** Rises when a node comes, goes, or begins a new incarnation: until then all but the outboxes stays as it was. */
    public long changes()
    {
        return nodes.changes();
    }

    /** Whether a node has this slot, up or down. All of the following are about a slot that is taken. */
    public boolean isTaken(final int slot)
    {
        return nodes.at(slot) != null;
    }

    /** Whether the node is up. One that is down may still have its last event, NodeDown, to be told. */
    public boolean isUp(final int slot)
    {
        return nodes.at(slot).isUp();
    }

    /** Who the node is, for ever. */
    public int nodeId(final int slot)
    {
        return nodes.at(slot).nodeId();
    }

    /** Which start of the node this is. */
    public long incarnation(final int slot)
    {
        return nodes.at(slot).incarnation();
    }

    /** The node's last command that was applied. */
    public long commandSeq(final int slot)
    {
        return nodes.at(slot).commandSeq();
    }

    /** What the node is. */
    public NodeKind kind(final int slot)
    {
        return nodes.at(slot).kind();
    }

    /** Where the node hears the master: host:port. */
    public String eventEndpoint(final int slot)
    {
        return nodes.at(slot).registration().eventEndpoint();
    }

    /** What is to be told to the node. The same object for as long as the slot is taken, by whatever incarnation. */
    public Outbox outbox(final int slot)
    {
        return nodes.at(slot).outbox();
    }
}
