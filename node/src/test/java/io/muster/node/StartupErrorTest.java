package io.muster.node;

import io.aeron.exceptions.DriverTimeoutException;
import io.aeron.exceptions.StorageSpaceException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StartupErrorTest
{
    @Test
    void shouldGiveEachErrorACodeOfItsOwn()
    {
        final long codes = Arrays.stream(StartupError.values()).map(StartupError::code).distinct().count();

        assertEquals(StartupError.values().length, codes);
        assertEquals("M0110", StartupError.PORT_IN_USE.code());
    }

    @Test
    void shouldSayWhoMustActByTheExitStatus()
    {
        assertEquals(1, StartupError.BUG.exitStatus());
        assertEquals(2, StartupError.SETTING_UNKNOWN.exitStatus());
        assertEquals(3, StartupError.DISK_FULL.exitStatus());
    }

    @Test
    void shouldKnowWhatWentWrongWhoeverNoticedIt()
    {
        assertEquals(StartupError.DISK_FULL, errorOf(new StorageSpaceException("low")));
        assertEquals(StartupError.DISK_FULL,
            errorOf(new UncheckedIOException(new IOException("No space left on device"))));
        assertEquals(StartupError.DRIVER_LOST, errorOf(new DriverTimeoutException("silent")));
        assertEquals(StartupError.PORT_IN_USE, errorOf(new IllegalStateException("Address already in use")));
        assertEquals(StartupError.BUG, errorOf(new IllegalStateException("impossible")));
        assertEquals(StartupError.MEMORY_SHORT,
            errorOf(new RuntimeException(new StartupException(StartupError.MEMORY_SHORT, "little"))));
    }

    private static StartupError errorOf(final Throwable thrown)
    {
        return StartupException.of(thrown).error();
    }
}
