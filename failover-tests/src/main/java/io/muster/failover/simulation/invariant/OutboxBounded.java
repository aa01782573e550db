package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.model.ModelNode;
import io.muster.master.engine.Nodes;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.outbox.Outbox;

/** An outbox holds exactly what its node has not acknowledged, and never more than its limit. */
final class OutboxBounded implements Invariant
{
    private Model model;
    private int turn;

    @Override
    public void begin(final Model itsModel)
    {
        model = itsModel;
    }

    /** One slot an entry, in turn. */
    @Override
    public void onSecured(
        final Replica replica, final Entry entry, final Outcome outcome, final Outcome expected)
    {
        if (replica.applied() == entry)
        {
            turn = (turn + 1) % replica.engine().nodes().slotsMax();
            look(replica, entry, turn);
        }
    }

    @Override
    public void onStill(final Replica replica, final Entry entry)
    {
        for (int slot = 0; slot < replica.engine().nodes().slotsMax(); slot++)
        {
            look(replica, entry, slot);
        }
    }

    private void look(final Replica replica, final Entry entry, final int slot)
    {
        final Nodes nodes = replica.engine().nodes();
        if (!nodes.isTaken(slot))
        {
            return;
        }
        final Outbox outbox = nodes.outbox(slot);
        final ModelNode node = model.node(nodes.nodeId(slot));
        if (node == null || outbox.bytes() != node.bytes() || outbox.bytes() > model.outboxBytesMax() ||
            outbox.firstSeq() != node.firstSeq() || outbox.lastSeq() != node.told().size())
        {
            throw broken("after %s the outbox of node %d holds %d to %d in %d bytes, and it should be %s", entry,
                nodes.nodeId(slot), outbox.firstSeq(), outbox.lastSeq(), outbox.bytes(), node == null ? "none" :
                    node.firstSeq() + " to " + node.told().size() + " in " + node.bytes());
        }
        if (node.isUp() != nodes.isUp(slot) || node.incarnation() != nodes.incarnation(slot))
        {
            throw broken("after %s node %d is %s in incarnation %d, and it should be otherwise", entry, node.id(),
                nodes.isUp(slot) ? "up" : "down", nodes.incarnation(slot));
        }
    }
}
