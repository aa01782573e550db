package io.muster.benchmarks.directory;

import java.io.IOException;

/** Ends this process when the one that started it is gone: then nobody holds the other end of its input. */
final class Leash
{
    private Leash()
    {
    }

    static void hold()
    {
        final Thread watch = new Thread(() ->
        {
            try
            {
                while (System.in.read() >= 0)
                {
                    // Nothing is said on it.
                }
            }
            catch (final IOException ignored)
            {
                // As good as its end.
            }
            Runtime.getRuntime().halt(1);
        }, "leash");
        watch.setDaemon(true);
        watch.start();
    }
}
