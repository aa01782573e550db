package io.muster.failover.simulation.log;

import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;

/** Sees everything that invariants are about. */
public interface LogObserver
{
    /** Of entries that are no batch. */
    Outcome NO_BATCH = null;

    /**
     * A replica has applied an entry.
     *
     * @param outcome of a batch, or {@link #NO_BATCH}.
     */
    void onApplied(Replica replica, Entry entry, Outcome outcome);

    /** A member leads from now on, with this log. */
    void onLeader(int memberId, Entry head);

    /** A replica is about to send events to a node. */
    void onSending(int memberId, DirectBuffer batch, int length);

    /** A replica stops because two others contradict it. */
    void onContradicted(Replica replica, String reason);

    /** A replica has come back from a snapshot, and this is what it was taken of. */
    void onRestored(Replica replica, Snapshot snapshot);
}
