package io.muster.replay.bench;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;

/** A log as the benchmark makes it, for tests. */
public final class MadeLog
{
    private MadeLog()
    {
    }

    /** Make it. @return commands in it. */
    public static long make(final Path dir, final long commands)
    {
        try (LogMaker maker = new LogMaker(dir))
        {
            return maker.make(commands, new Progress(new PrintWriter(Writer.nullWriter())));
        }
    }
}
