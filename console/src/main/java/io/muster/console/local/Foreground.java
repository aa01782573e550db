package io.muster.console.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another main class in a JVM of its own, with this terminal, until it ends. */
public final class Foreground
{
    private static final long STOP_S = 30;

    private Foreground()
    {
    }

    /** Run it; a signal to this process is passed on. Returns its exit status. */
    public static int run(final String mainClass, final List<String> jvmFlags, final List<String> arguments)
    {
        final List<String> command = Jvm.command(mainClass, jvmFlags);
        command.addAll(arguments);
        try
        {
            final Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "stop-" + mainClass));
            return process.waitFor();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            return ConsoleError.NODE_FAILED.exitStatus();
        }
    }

    /** A command of the replay tools, which want memory for a whole master and speed for a long log. */
    public static int replay(final String command, final List<String> arguments)
    {
        final List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        return run("io.muster.replay.ReplayTools", List.of(), all);
    }

    private static void stop(final Process process)
    {
        process.destroy();
        try
        {
            if (!process.waitFor(STOP_S, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
            }
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
        }
    }
}
