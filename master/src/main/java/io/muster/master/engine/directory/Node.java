package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.log.Digest;
import io.muster.master.engine.outbox.Outbox;
import io.muster.master.engine.slab.Field;
import org.agrona.DirectBuffer;

/**
 * A node, and the master's end of its link: a record of the directory, and what is too long for one, the registration
 * and the outbox. Of these the record holds hashes, so that its digest covers them too.
 */
public final class Node
{
    private final Table table;
    private final int slot;
    private final Outbox outbox;
    private final Digest hash = new Digest();
    private Registration registration;
    private boolean isOverrun;

    Node(final Table table, final int slot, final int outboxBytesMax)
    {
        this.table = table;
        this.slot = slot;
        outbox = new Outbox(outboxBytesMax);
    }

    /** A new incarnation: its link begins anew in both directions. */
    void begin(final long incarnation, final Registration newRegistration, final long nowMs)
    {
        register(newRegistration);
        outbox.startAfter(0);
        put(NodeFields.INCARNATION, incarnation);
        table.put(slot, NodeFields.KIND, newRegistration.kind().value());
        put(NodeFields.UP, 1);
        put(NodeFields.HEARD_MS, nowMs);
        put(NodeFields.COMMAND_SEQ, 0);
        put(NodeFields.EVENT_SEQ, 0);
        put(NodeFields.ACKED_SEQ, 0);
        put(NodeFields.SAID, 0);
        put(NodeFields.WANTED_TOLD, 0);
    }

    private void register(final Registration newRegistration)
    {
        isOverrun = false;
        registration = newRegistration;
        put(NodeFields.REGISTRATION, hashOf(newRegistration));
    }

    private long hashOf(final Registration itsRegistration)
    {
        hash.restore(0);
        itsRegistration.addTo(hash);
        return hash.value();
    }

    /**
     * The record came back from a snapshot, and this is what it says nothing of; the outbox follows.
     *
     * @throws IllegalStateException when it is another registration than the record's.
     */
    public void restore(final Registration itsRegistration)
    {
        final long expected = get(NodeFields.REGISTRATION);
        register(itsRegistration);
        if (expected != get(NodeFields.REGISTRATION) || get(NodeFields.KIND) != itsRegistration.kind().value())
        {
            throw new IllegalStateException("the registration is another node's");
        }
        outbox.startAfter(get(NodeFields.ACKED_SEQ));
    }

    void goDown()
    {
        put(NodeFields.UP, 0);
    }

    /** The node was heard, or went down: what leases are judged by. */
    public void heardAt(final long nowMs)
    {
        put(NodeFields.HEARD_MS, nowMs);
    }

    /** Commands up to here are applied, as soon as the log's entry is. */
    public void appliedUpTo(final long newCommandSeq)
    {
        put(NodeFields.COMMAND_SEQ, newCommandSeq);
        put(NodeFields.WANTED_TOLD, 0);
    }

    /** CommandsWanted was said, and is not said again until there is progress. */
    public void wantedWasTold()
    {
        put(NodeFields.WANTED_TOLD, 1);
    }

    /**
     * Say a message: append it to the outbox.
     *
     * @param position of the log at which it is said.
     * @return false when it does not fit: it is not said, and the node is to be declared down when the command is done.
     */
    public boolean say(final long position, final DirectBuffer message, final int offset, final int length)
    {
        if (!outbox.append(position, commandSeq(), message, offset, length))
        {
            isOverrun = true;
            return false;
        }
        hash.restore(get(NodeFields.SAID) ^ position);
        hash.addMessage(message, offset, length);
        put(NodeFields.SAID, hash.value());
        put(NodeFields.EVENT_SEQ, outbox.lastSeq());
        return true;
    }

    /** The node has taken every event up to one; numbers that were never given out change nothing. */
    public void acknowledge(final long eventSeq)
    {
        outbox.trim(eventSeq);
        put(NodeFields.ACKED_SEQ, outbox.firstSeq() - 1);
    }

    /** What the node was not told yet, it is not told any more. */
    public void forgetUntold()
    {
        outbox.startAfter(outbox.lastSeq());
        put(NodeFields.ACKED_SEQ, outbox.lastSeq());
    }

    void addLoad(final int change)
    {
        table.put(slot, NodeFields.LOAD, load() + change);
    }

    /** Where its record is, from 0. */
    public int slot()
    {
        return slot;
    }

    /** Who it is, for ever. */
    public int nodeId()
    {
        return (int)get(NodeFields.ID);
    }

    /** Whether the slot has the node with this id: its place may have gone to another, or to none. */
    boolean isNow(final int nodeId)
    {
        return nodeId != 0 && nodeId() == nodeId;
    }

    /** Which start of it this is. */
    public long incarnation()
    {
        return get(NodeFields.INCARNATION);
    }

    /** Whether it is up; it is said nothing more when it is down. */
    public boolean isUp()
    {
        return get(NodeFields.UP) != 0;
    }

    /** What it is. */
    public NodeKind kind()
    {
        return registration.kind();
    }

    /** What it said about itself. */
    public Registration registration()
    {
        return registration;
    }

    /** What it is to be told. */
    public Outbox outbox()
    {
        return outbox;
    }

    /** Users of a session node, instances of a game node. */
    public int load()
    {
        return (int)get(NodeFields.LOAD);
    }

    /** Its last command that was applied. */
    public long commandSeq()
    {
        return get(NodeFields.COMMAND_SEQ);
    }

    /** The last event that was said to it. */
    public long eventSeq()
    {
        return get(NodeFields.EVENT_SEQ);
    }

    /** When it was last heard, or went down, by the log's clock. */
    public long heardMs()
    {
        return get(NodeFields.HEARD_MS);
    }

    /** Whether it knows that commands are missing. */
    public boolean isWantedTold()
    {
        return get(NodeFields.WANTED_TOLD) != 0;
    }

    /** Whether it is about to be declared down. */
    public boolean isOverrun()
    {
        return isOverrun;
    }

    private long get(final Field field)
    {
        return table.slab().get(slot, field);
    }

    private void put(final Field field, final long value)
    {
        table.slab().put(slot, field, value);
    }
}
