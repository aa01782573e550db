package io.muster.failover;

import io.muster.console.local.Jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.fail;

/** One run of the {@code muster} command in a process of its own, and what it printed. */
final class Cli
{
    /** The console's main class. */
    static final String MAIN = "io.muster.console.Muster";

    private final Process process;
    private final Path out;
    private final Path err;

    private Cli(final Process process, final Path out, final Path err)
    {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Start {@code muster} with some arguments; its output goes to files in a folder. */
    static Cli start(final Path folder, final String... arguments)
    {
        final List<String> command = Jvm.command(MAIN, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        return start(folder, command);
    }

    /** Start any command; its output goes to files in a folder. */
    static Cli start(final Path folder, final List<String> command)
    {
        try
        {
            final Path out = Files.createTempFile(folder, "run", ".out");
            final Path err = Files.createTempFile(folder, "run", ".err");
            final Process process = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
            return new Cli(process, out, err);
        }
        catch (final IOException ex)
        {
            return fail(ex);
        }
    }

    /** Start it and wait for its end. */
    static Cli run(final Path folder, final int secondsMax, final String... arguments)
    {
        return start(folder, arguments).awaitEnd(secondsMax);
    }

    /** Fails the test, and kills the process, unless it ends in time. */
    Cli awaitEnd(final int secondsMax)
    {
        try
        {
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
                fail("did not end within " + secondsMax + " s; it said\n" + text());
            }
            return this;
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return fail(ex);
        }
    }

    int exitStatus()
    {
        return process.exitValue();
    }

    Process process()
    {
        return process;
    }

    String out()
    {
        return read(out);
    }

    String err()
    {
        return read(err);
    }

    /** Both, for the message of a test that fails. */
    String text()
    {
        return out() + err();
    }

    private static String read(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException ex)
        {
            return fail(ex);
        }
    }
}
