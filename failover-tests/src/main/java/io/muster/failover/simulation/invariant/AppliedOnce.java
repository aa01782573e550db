package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.model.Model;
import io.muster.master.engine.command.Outcome;

/** Of each batch those commands are applied, and only those, that were not applied before; and it is said so. */
final class AppliedOnce implements Invariant
{
    private final Replica[] replicas = new Replica[Cluster.MEMBERS];
    private final long[] applied = new long[Cluster.MEMBERS];
    private Model model;
    private Entry latest;
    private long latestCommands;

    @Override
    public void begin(final Model itsModel)
    {
        model = itsModel;
    }

    @Override
    public void onApplied(final Replica replica, final Entry entry)
    {
        final int memberId = replica.memberId();
        final long before = replicas[memberId] == replica ? applied[memberId] : 0;
        replicas[memberId] = replica;
        applied[memberId] = replica.engine().commandsApplied();
        latest = entry;
        latestCommands = applied[memberId] - before;
    }

    @Override
    public void onSecured(
        final Replica replica, final Entry entry, final Outcome outcome, final Outcome expected)
    {
        // A batch with a flipped bit is not the log's: whether it did harm is for the digests to say.
        if (outcome != expected && !replica.isLatestFlipped())
        {
            throw broken("%s was %s and not %s", entry, outcome, expected);
        }
        if (entry == latest && latestCommands != model.commands())
        {
            throw broken("of %s %d commands were applied and not %d", entry, latestCommands, model.commands());
        }
    }
}
