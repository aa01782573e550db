package io.muster.master;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.ImageFragmentAssembler;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.muster.master.engine.snapshot.SnapshotException;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SnapshotWriterTest
{
    private static final int RECORD_BYTES = 16 * 1024;
    private static final int STREAM_ID = 7;

    private final MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
        .aeronDirectoryName(CommonContext.generateRandomDirName())
        .threadingMode(ThreadingMode.SHARED)
        .dirDeleteOnShutdown(true));
    private final Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_BYTES]);
    private int idles;

    @AfterEach
    void close()
    {
        aeron.close();
        driver.close();
    }

    @Test
    void shouldLetOtherWorkBeDoneThoughTheArchiveTakesEverythingAtOnce()
    {
        try (Subscription archive = aeron.addSubscription("aeron:ipc?term-length=8m", STREAM_ID);
            ExclusivePublication publication = aeron.addExclusivePublication("aeron:ipc?term-length=8m", STREAM_ID))
        {
            awaitConnected(publication, archive);
            final SnapshotWriter writer = new SnapshotWriter(publication, new Upkeep(() -> {}));
            for (int i = 0; i < 100; i++)
            {
                writer.record(record, 0, RECORD_BYTES);
            }
            assertEquals(100 * RECORD_BYTES / SnapshotWriter.UPKEEP_BYTES, idles);
        }
    }

    @Test
    void shouldWaitForAnArchiveThatIsSlow()
    {
        try (Subscription archive = aeron.addSubscription("aeron:ipc?term-length=128k", STREAM_ID);
            ExclusivePublication publication = aeron.addExclusivePublication("aeron:ipc?term-length=128k", STREAM_ID))
        {
            awaitConnected(publication, archive);
            final int[] taken = new int[1];
            final ImageFragmentAssembler records = new ImageFragmentAssembler((buffer, offset, length, header) ->
                assertEquals(taken[0]++, buffer.getInt(offset)));
            final Runnable slow = () -> archive.poll(records, 1);
            final SnapshotWriter writer = new SnapshotWriter(publication, new Upkeep(slow));
            for (int i = 0; i < 100; i++)
            {
                record.putInt(0, i);
                writer.record(record, 0, RECORD_BYTES);
            }
            while (taken[0] < 100)
            {
                slow.run();
            }
            assertTrue(idles > 100, idles + " times");
        }
    }

    @Test
    void shouldSayThatTheArchiveIsGone()
    {
        final ExclusivePublication publication = aeron.addExclusivePublication("aeron:ipc?term-length=64k", STREAM_ID);
        final SnapshotWriter writer = new SnapshotWriter(publication, new Upkeep(() -> {}));

        assertThrows(SnapshotException.class, () -> writer.record(record, 0, 100));
        publication.close();
        assertThrows(SnapshotException.class, () -> writer.record(record, 0, 100));
    }

    private static void awaitConnected(final ExclusivePublication publication, final Subscription archive)
    {
        while (!publication.isConnected() || !archive.isConnected())
        {
            Thread.onSpinWait();
        }
    }

    /** What the service does when it idles. */
    private final class Upkeep implements IdleStrategy
    {
        private final Runnable work;

        private Upkeep(final Runnable work)
        {
            this.work = work;
        }

        @Override
        public void idle()
        {
            idles++;
            work.run();
        }

        @Override
        public void idle(final int workCount)
        {
            throw new UnsupportedOperationException("does no work when there was some");
        }

        @Override
        public void reset()
        {
            // There is nothing to reset.
        }
    }
}
