package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import io.muster.master.engine.outbox.Outbox;

/** A node, and the master's end of its link. */
public final class Node
{
    final int slot;
    int nodeId;
    long incarnation;
    boolean isUp;
    Registration registration;

    private final Outbox outbox;
    private long commandSeq;
    private long heardMs;
    private boolean isWantedTold;
    private boolean isOverrun;

    Node(final int slot, final int outboxBytesMax)
    {
        this.slot = slot;
        outbox = new Outbox(outboxBytesMax);
    }

    /** A new incarnation: its link begins anew in both directions. */
    void begin(final long newIncarnation, final Registration newRegistration, final long nowMs)
    {
        incarnation = newIncarnation;
        registration = newRegistration;
        isUp = true;
        isOverrun = false;
        outbox.startAfter(0);
        restoreLink(0, nowMs, false);
    }

    /** The link as a snapshot has it; the outbox is restored by itself. */
    public void restoreLink(final long appliedCommandSeq, final long heardAtMs, final boolean wantedTold)
    {
        commandSeq = appliedCommandSeq;
        heardMs = heardAtMs;
        isWantedTold = wantedTold;
    }

    /** The node was heard, or went down: what leases are judged by. */
    public void heardAt(final long nowMs)
    {
        heardMs = nowMs;
    }

    /** Commands up to here are applied, as soon as the log's entry is. */
    public void appliedUpTo(final long newCommandSeq)
    {
        commandSeq = newCommandSeq;
        isWantedTold = false;
    }

    /** CommandsWanted was said, and is not said again until there is progress. */
    public void wantedWasTold()
    {
        isWantedTold = true;
    }

    /**
     * The outbox was full when there was something to say. The node is to be declared down when the command is done.
     */
    public void overrun()
    {
        isOverrun = true;
    }

    /** Where its record is, from 0. */
    public int slot()
    {
        return slot;
    }

    /** Who it is, for ever. */
    public int nodeId()
    {
        return nodeId;
    }

    /** Which start of it this is. */
    public long incarnation()
    {
        return incarnation;
    }

    /** Whether it is up; it is said nothing more when it is down. */
    public boolean isUp()
    {
        return isUp;
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

    /** Its last command that was applied. */
    public long commandSeq()
    {
        return commandSeq;
    }

    /** When it was last heard, or went down, by the log's clock. */
    public long heardMs()
    {
        return heardMs;
    }

    /** Whether it knows that commands are missing. */
    public boolean isWantedTold()
    {
        return isWantedTold;
    }

    /** Whether it is about to be declared down. */
    public boolean isOverrun()
    {
        return isOverrun;
    }
}
