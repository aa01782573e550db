package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.log.Snapshot;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.scan.Scan;
import io.muster.master.engine.Engine;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/** An engine that was restored from a snapshot is the one that the snapshot was taken of, to every query and digest. */
final class RestoredActsAlike implements Invariant
{
    private static final int EVERY = 8;

    private Model model;
    private long looks;

    @Override
    public void begin(final Model itsModel)
    {
        model = itsModel;
    }

    @Override
    public void onRestored(final Replica replica, final Snapshot snapshot)
    {
        if (replica.engine().digest() != snapshot.digest())
        {
            throw broken("replica %d has come back with another digest than %s had",
                replica.memberId(), snapshot.entry());
        }
    }

    @Override
    public void onStill(final Replica replica, final Entry entry)
    {
        if (looks++ % EVERY != 0)
        {
            return;
        }
        final Engine engine = replica.engine();
        final List<byte[]> records = new ArrayList<>();
        engine.snapshotTo((buffer, offset, length) ->
        {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        final Engine restored = new Engine(model.settings(), looks);
        records.forEach((record) -> restored.restore(new UnsafeBuffer(record), 0, record.length));
        restored.restored();
        final String difference = engine.differenceFrom(restored);
        if (difference != null || engine.digest() != restored.digest())
        {
            throw broken("after %s a restored engine differs: %s", entry, difference);
        }
        if (!new Scan(engine).users().equals(new Scan(restored).users()) ||
            !new Scan(engine).instances().equals(new Scan(restored).instances()))
        {
            throw broken("after %s a restored engine answers differently", entry);
        }
    }
}
