package io.muster.console.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One node of the cluster and its process, which may be gone, and be started again. */
public final class LocalNode
{
    private static final long STOP_MS = 10_000;
    private static final long KILL_MS = 5_000;
    private static final long LOOK_MS = 10;
    private static final int LOG_LINES = 8;

    private final NodePlace place;
    private final ClusterPlan.Ground ground;
    private ProcessHandle process;
    /** Held so that the pipe to the node stays open as long as this process lives. */
    private Process leash;
    private long logBegin;

    LocalNode(final NodePlace place, final ClusterPlan.Ground ground)
    {
        this.place = place;
        this.ground = ground;
    }

    /** A node that another run of the console has started. */
    LocalNode(final NodePlace place, final ProcessHandle process)
    {
        this(place, ClusterPlan.Ground.LOOPBACK);
        this.process = process;
    }

    public NodePlace place()
    {
        return place;
    }

    /** Such as {@code master-0}. */
    public String name()
    {
        return place.name();
    }

    /** Whether the process runs. One that has ended and waits for its parent to notice does not. */
    public boolean isAlive()
    {
        return process != null && process.isAlive() && !isZombie();
    }

    /** A node that outlived the console belongs to the system's first process, which may take seconds to notice. */
    private boolean isZombie()
    {
        try
        {
            final String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        }
        catch (final IOException ex)
        {
            // Gone for good, or a system without /proc.
            return false;
        }
    }

    /** The process, if it was ever started. */
    public Optional<ProcessHandle> process()
    {
        return Optional.ofNullable(process);
    }

    /**
     * Start the process; it is not ready yet.
     *
     * @param isLeashed whether the node ends when this process does, however that dies.
     */
    void start(final boolean isLeashed)
    {
        final List<String> arguments = new ArrayList<>(List.of("--config", place.config().toString()));
        if (isLeashed)
        {
            arguments.add("--leashed");
        }
        final List<String> command = new ArrayList<>(ground.prefix(name()));
        command.addAll(Jvm.command(place.kind().mainClass(), place.kind().jvmFlags()));
        command.addAll(arguments);
        try
        {
            Files.createDirectories(place.log().getParent());
            logBegin = Files.exists(place.log()) ? Files.size(place.log()) : 0;
            leash = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(isLeashed ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.from(nothing()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()))
                .start();
            process = leash.toHandle();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static File nothing()
    {
        return Path.of("/dev/null").toFile();
    }

    /** Whether the node has said its {@code ready} line. */
    boolean isReady()
    {
        return logText().lines().anyMatch((line) -> line.startsWith("ready "));
    }

    /** @throws ConsoleException NODE_FAILED with the end of the node's log. */
    void failIfEnded()
    {
        if (!isAlive())
        {
            throw failure(ConsoleError.NODE_FAILED, "ended");
        }
    }

    /** @throws ConsoleException NODE_LATE with the end of the node's log. */
    void failIfLate(final long deadlineNs)
    {
        if (System.nanoTime() - deadlineNs >= 0)
        {
            throw failure(ConsoleError.NODE_LATE, "was not ready in time");
        }
    }

    private ConsoleException failure(final ConsoleError error, final String what)
    {
        final List<String> lines = logText().lines().toList();
        final String end = String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        return new ConsoleException(error, name() + " " + what + "; its log " + place.log() + " ends with\n" + end);
    }

    /** What the present process has logged. */
    public String logText()
    {
        try
        {
            final byte[] bytes = Files.readAllBytes(place.log());
            final int begin = (int)Math.min(logBegin, bytes.length);
            return new String(bytes, begin, bytes.length - begin, StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** SIGKILL, and wait until the process is gone. */
    void kill()
    {
        if (isAlive())
        {
            process.destroyForcibly();
            awaitEnd(KILL_MS);
        }
    }

    /** SIGTERM without waiting: the node closes in order. */
    void askToStop()
    {
        if (isAlive())
        {
            process.destroy();
        }
    }

    /** Wait until the process is gone; one that does not end in time is killed. */
    void awaitStopped()
    {
        if (isAlive() && !awaitEnd(STOP_MS))
        {
            kill();
        }
    }

    private boolean awaitEnd(final long timeoutMs)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (isAlive() && System.nanoTime() - deadlineNs < 0)
        {
            Pause.ms(LOOK_MS);
        }
        return !isAlive();
    }

    @Override
    public String toString()
    {
        return name();
    }
}
