package io.muster.master.disk;

import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.client.ClusterException;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.junit.jupiter.api.Test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DiskErrorsTest
{
    private static StartupError errorOf(final Throwable thrown)
    {
        final AtomicReference<Throwable> told = new AtomicReference<>();
        new DiskErrors(told::set).onError(thrown);
        return StartupException.of(told.get()).error();
    }

    @Test
    void shouldTellARefusedRecordingFromOtherRefusals()
    {
        final ArchiveException noRoom = new ArchiveException("low", ArchiveException.STORAGE_SPACE);
        assertEquals(StartupError.DISK_FULL, errorOf(noRoom));
        assertEquals(StartupError.DISK_FULL, errorOf(new ClusterException("no log", noRoom)));
        assertEquals(StartupError.BUG, errorOf(new ArchiveException("odd", ArchiveException.GENERIC)));
    }

    @Test
    void shouldTellADiskThatFailsFromAFileThatIsNotThere()
    {
        assertEquals(StartupError.DISK_FAILED, errorOf(new UncheckedIOException(new IOException("I/O error"))));
        assertEquals(StartupError.DISK_FULL, errorOf(new IOException("No space left on device")));
        assertEquals(StartupError.BUG, errorOf(new UncheckedIOException(new FileNotFoundException("x"))));
    }
}
