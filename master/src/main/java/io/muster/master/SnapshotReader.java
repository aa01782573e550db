package io.muster.master;

import io.aeron.Image;
import io.aeron.ImageFragmentAssembler;
import io.muster.master.engine.Engine;
import io.muster.master.engine.snapshot.SnapshotException;
import org.agrona.concurrent.IdleStrategy;

/** Gives a snapshot out of the archive to an engine that has nothing yet. */
final class SnapshotReader
{
    private static final int FRAGMENT_LIMIT = 64;

    private final Engine engine;

    SnapshotReader(final Engine engine)
    {
        this.engine = engine;
    }

    /** @throws SnapshotException when the snapshot ends too early or is not what was written. */
    void read(final Image image, final IdleStrategy idleStrategy)
    {
        final ImageFragmentAssembler records = new ImageFragmentAssembler(
            (buffer, offset, length, ignored) -> engine.restore(buffer, offset, length));
        while (!image.isEndOfStream())
        {
            final int fragments = image.poll(records, FRAGMENT_LIMIT);
            if (fragments == 0 && image.isClosed())
            {
                throw new SnapshotException("the archive closed the snapshot before its end");
            }
            idleStrategy.idle(fragments);
        }
        engine.restored();
    }
}
