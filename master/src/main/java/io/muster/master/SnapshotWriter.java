package io.muster.master;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.muster.master.engine.Engine;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.master.engine.snapshot.SnapshotSink;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * Writes the engine's records into the archive, a message each. Lets the service's other work be done every so often,
 * however fast the archive is, so that events and answers go out and the other replicas hear from us until the snapshot
 * is written. Nothing that is done meanwhile changes the engine.
 */
final class SnapshotWriter implements SnapshotSink
{
    /** A tenth of a millisecond on a good disk. */
    static final int UPKEEP_BYTES = 64 * 1024;

    private final ExclusivePublication publication;
    private final IdleStrategy idleStrategy;
    private long upkeepPosition;

    /** @param idleStrategy of the cluster: each idle does the work that is due. */
    SnapshotWriter(final ExclusivePublication publication, final IdleStrategy idleStrategy)
    {
        this.publication = publication;
        this.idleStrategy = idleStrategy;
        upkeepPosition = publication.position();
    }

    /** @throws SnapshotException when the archive is gone. */
    void write(final Engine engine)
    {
        engine.snapshotTo(this);
    }

    @Override
    public void record(final DirectBuffer buffer, final int offset, final int length)
    {
        idleStrategy.reset();
        long result = publication.offer(buffer, offset, length);
        while (result < 0)
        {
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION)
            {
                throw new SnapshotException("the archive takes no snapshot: " + Publication.errorString(result));
            }
            idleStrategy.idle();
            result = publication.offer(buffer, offset, length);
        }
        if (result - upkeepPosition >= UPKEEP_BYTES)
        {
            upkeepPosition = result;
            idleStrategy.idle();
        }
    }
}
