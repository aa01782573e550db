package io.muster.replay.log;

import io.muster.master.recording.DamageException;
import io.muster.master.recording.ReplicaFiles;

import java.nio.file.Path;

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
            throw ReplayError.NO_LOG.because(ex);
        }
    }
}
