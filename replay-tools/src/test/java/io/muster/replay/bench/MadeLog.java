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

    /** Have an archive throw away what is before a position. */
    public static void purge(final Path dir, final long position)
    {
        try (LogMaker maker = new LogMaker(dir))
        {
            maker.launch();
            maker.archive().purgeSegments(0, position);
        }
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
