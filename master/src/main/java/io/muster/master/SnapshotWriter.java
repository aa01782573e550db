package io.muster.master;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.muster.master.engine.Engine;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.master.engine.snapshot.SnapshotSink;
import org.agrona.DirectBuffer;

/** Writes the engine's records into the archive, a message each. */
final class SnapshotWriter implements SnapshotSink
{
    private final ExclusivePublication publication;
    private final Runnable idle;

    /** @param idle waits a little for the archive. */
    SnapshotWriter(final ExclusivePublication publication, final Runnable idle)
    {
        this.publication = publication;
        this.idle = idle;
    }

    /** @throws SnapshotException when the archive is gone. */
    void write(final Engine engine)
    {
        engine.snapshotTo(this);
    }

    @Override
    public void record(final DirectBuffer buffer, final int offset, final int length)
    {
        long result = publication.offer(buffer, offset, length);
        while (result < 0)
        {
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION)
            {
                throw new SnapshotException("the archive takes no snapshot: " + Publication.errorString(result));
            }
            idle.run();
            result = publication.offer(buffer, offset, length);
        }
    }
}
