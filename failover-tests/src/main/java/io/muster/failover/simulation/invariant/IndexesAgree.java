package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.model.ModelInstance;
import io.muster.failover.simulation.model.ModelUser;
import io.muster.failover.simulation.node.Games;
import io.muster.failover.simulation.scan.Scan;
import io.muster.failover.simulation.scan.Scan.InstanceRow;
import io.muster.failover.simulation.scan.Scan.UserRow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Whatever way records are found, the same are found, and they are what the model has. */
final class IndexesAgree implements Invariant
{
    private static final int OPEN_MAX = 100;

    private Model model;

    @Override
    public void begin(final Model itsModel)
    {
        model = itsModel;
    }

    @Override
    public void onStill(final Replica replica, final Entry entry)
    {
        final Scan scan = new Scan(replica.engine());
        compareUsers(scan, entry);
        compareInstances(scan, entry);
        compareOpen(scan, entry);
        model.nodes().forEach((node) ->
        {
            if (scan.users("node", node.id()).size() != count(node.id()))
            {
                throw broken("after %s node %d is not found to carry %d users", entry, node.id(), count(node.id()));
            }
        });
    }

    private long count(final int nodeId)
    {
        return model.users().stream().filter((user) -> user.nodeId() == nodeId).count();
    }

    private void compareUsers(final Scan scan, final Entry entry)
    {
        final List<UserRow> rows = scan.users();
        if (rows.size() != model.users().size())
        {
            throw broken("after %s there are %d users and not %d", entry, rows.size(), model.users().size());
        }
        for (final UserRow row : rows)
        {
            final ModelUser user = model.user(row.id());
            if (user == null || !user.name().equals(row.name()) || user.nodeId() != row.nodeId() ||
                user.instanceId() != row.instanceId() || row.instanceId() != 0 && user.seat() != row.seat())
            {
                throw broken("after %s there is %s, and it should be user %s at node %d in instance %d", entry, row,
                    user == null ? "none" : user.name(), user == null ? 0 : user.nodeId(),
                    user == null ? 0 : user.instanceId());
            }
        }
        if (!rows.isEmpty())
        {
            final UserRow any = rows.get((int)(entry.position() / 32 % rows.size()));
            if (!scan.usersNamed(any.name()).equals(List.of(any)))
            {
                throw broken("after %s %s is not found by its name", entry, any);
            }
        }
    }

    private void compareInstances(final Scan scan, final Entry entry)
    {
        final List<InstanceRow> rows = scan.instances();
        if (rows.size() != model.instances().size())
        {
            throw broken("after %s there are %d instances and not %d", entry, rows.size(), model.instances().size());
        }
        for (final InstanceRow row : rows)
        {
            final ModelInstance instance = model.instance(row.id());
            if (instance == null || instance.nodeId() != row.nodeId() || instance.seatsTaken() != row.seatsTaken() ||
                instance.seatsMax() != row.seatsMax() || instance.isRunning() != row.isRunning() ||
                !instance.attributes().equals(row.attributes()) || !instance.tags().equals(row.tags()))
            {
                throw broken("after %s there is %s, and the model has it differently", entry, row);
            }
        }
    }

    private void compareOpen(final Scan scan, final Entry entry)
    {
        for (int game = 0; game < Games.count(); game++)
        {
            final byte[] bytes = Games.typeOf(game);
            final long type = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
            final List<Long> expected = new ArrayList<>();
            for (final ModelInstance instance : model.instances())
            {
                if (instance.type() == type && instance.isRunning() && instance.seatsTaken() < instance.seatsMax() &&
                    expected.size() < OPEN_MAX)
                {
                    expected.add(instance.id());
                }
            }
            final List<Long> found = scan.open(bytes);
            if (!found.equals(expected))
            {
                throw broken("after %s instances %s are found open, and it should be %s", entry, found, expected);
            }
        }
    }
}
