package io.muster.replay.log;

import io.muster.master.recording.DamageException;
import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.node.capture.CaptureReader;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The directory of a replica, as it is named on a command line. */
public final class LogDirectory
{
    private LogDirectory()
    {
    }

    /** @throws ReplayError.Refusal NO_LOG. */
    public static ReplicaFiles open(final Path dir)
    {
        try
        {
            return ReplicaFiles.open(dir);
        }
        catch (final DamageException ex)
        {
            if (isCapture(dir))
            {
                throw ReplayError.NO_LOG.because(dir + " is what a session or game node has captured, and not the log" +
                    " of a master; './muster log dump " + dir + "' prints it");
            }
            throw ReplayError.NO_LOG.because(ex);
        }
    }

    /** Whether a directory is what a session or game node has captured. */
    public static boolean isCapture(final Path dir)
    {
        try
        {
            return CaptureReader.isCapture(dir);
        }
        catch (final UncheckedIOException ex)
        {
            throw ReplayError.NO_LOG.because(dir + " cannot be read: " + ex.getCause());
        }
    }

    /** @throws ReplayError.Refusal ASKED_WRONGLY when a file is to be written into a directory that is read. */
    public static void refuseInside(final Path dir, final Path file)
    {
        if (file != null && file.toAbsolutePath().normalize().startsWith(dir.toAbsolutePath().normalize()))
        {
            throw ReplayError.ASKED_WRONGLY.because(file + " is in " + dir + ", and nothing is written there");
        }
    }

    /** What is to be said before a replay: the log does not tell what the engine was started with. */
    public static Optional<String> withoutNote(final Path dir, final Map<String, String> overrides)
    {
        return EngineNote.isIn(dir) || !overrides.isEmpty() ? Optional.empty() : Optional.of(dir +
            " has no note of the limits and times of its master; the defaults are taken, and --set tells others");
    }
}
