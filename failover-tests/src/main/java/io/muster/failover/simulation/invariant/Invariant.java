package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.log.Snapshot;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.node.Player;
import io.muster.failover.simulation.world.Broken;
import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;

/** Something that must hold, with whatever it takes to see that it does not: each throws {@link Broken}. */
interface Invariant
{
    /** What the master should know, at the last entry that two replicas have applied alike. */
    default void begin(final Model model)
    {
        // Many need no more than what they are shown.
    }

    /** A replica has applied an entry. */
    default void onApplied(final Replica replica, final Entry entry)
    {
        // Not about that.
    }

    /**
     * Two replicas have applied an entry alike, for the first time, and the model has applied it too.
     *
     * @param replica  the second one.
     * @param outcome  of a batch, as the replica has it, or null.
     * @param expected as the model has it, or null.
     */
    default void onSecured(
        final Replica replica, final Entry entry, final Outcome outcome, final Outcome expected)
    {
        // Not about that.
    }

    /** A replica stands where the model does: time to look at all of it. */
    default void onStill(final Replica replica, final Entry entry)
    {
        // Not about that.
    }

    /** A member leads, with a log that ends here; so far was it secured. */
    default void onLeader(final int memberId, final Entry head, final Entry secured)
    {
        // Not about that.
    }

    /** A replica is about to send an event batch. */
    default void onSending(final int memberId, final DirectBuffer batch, final Entry secured)
    {
        // Not about that.
    }

    /** A node's link shows an event. */
    default void onShown(final int nodeId, final long incarnation, final DirectBuffer buffer, final int offset)
    {
        // Not about that.
    }

    /** A player is told something new. */
    default void onTold(final Player player, final DirectBuffer buffer, final int offset)
    {
        // Not about that.
    }

    /** A player has its answer about itself. */
    default void onFound(
        final Player player, final long askedPosition, final DirectBuffer answer, final Entry secured)
    {
        // Not about that.
    }

    /** A replica stops because two others contradict it. */
    default void onContradicted(final Replica replica, final String reason)
    {
        // Not about that.
    }

    /** A replica has come back from a snapshot. */
    default void onRestored(final Replica replica, final Snapshot snapshot)
    {
        // Not about that.
    }

    /** That it does not hold. */
    default Broken broken(final String format, final Object... arguments)
    {
        return new Broken(getClass().getSimpleName(), String.format(format, arguments));
    }
}
