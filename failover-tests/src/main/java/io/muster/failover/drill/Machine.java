package io.muster.failover.drill;

import io.muster.console.local.Jvm;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.ground.Need;
import io.muster.failover.fault.ground.Tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this machine can do. Namespaces and mounts are made in a corner of the system that goes away with the drill: it
 * runs itself again there, and whatever it makes is seen by nobody else, and is gone when its last process is.
 */
final class Machine
{
    private static final String INSIDE = "muster.drill.inside";
    private static final List<String> CORNER = List.of("unshare", "--net", "--mount", "--propagation", "private");

    private final boolean isInside = Boolean.getBoolean(INSIDE);

    /** Whether the drill has to run itself again for one of these, and can. */
    boolean needsCorner(final List<Fault> faults)
    {
        return !isInside && faults.stream().anyMatch((fault) ->
            fault.needs().contains(Need.NAMESPACES) || fault.needs().contains(Need.MOUNTS)) && canUnshare();
    }

    private static boolean canUnshare()
    {
        final List<String> nothing = new ArrayList<>(CORNER);
        nothing.addAll(List.of("ip", "link", "set", "lo", "up"));
        return Tool.works(nothing.toArray(String[]::new));
    }

    /** Run the drill again in the corner, with this terminal. Returns its exit status. */
    int runInCorner(final String[] args)
    {
        final List<String> command = new ArrayList<>(CORNER);
        command.addAll(Jvm.command(Drill.class.getName(), List.of("-D" + INSIDE + "=true")));
        command.addAll(List.of(args));
        try
        {
            final Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-corner"));
            return process.waitFor();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            return Drill.WORLD;
        }
    }

    /** Once inside: names of namespaces and loopback of our own. */
    void furnish()
    {
        if (isInside)
        {
            Tool.run("ip", "link", "set", "lo", "up");
            try
            {
                Files.createDirectories(Path.of("/run/netns"));
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
            Tool.run("mount", "-t", "tmpfs", "none", "/run/netns");
        }
    }

    /** Why a fault cannot be done here, or empty. */
    Optional<String> lacks(final Fault fault)
    {
        return fault.needs().stream().sorted().flatMap((need) -> lack(need).stream()).findFirst();
    }

    private Optional<String> lack(final Need need)
    {
        return switch (need)
        {
            case NAMESPACES -> isInside ? tool("nft", "nftables", "--version") :
                Optional.of("network namespaces need root, unshare (util-linux) and ip (iproute2)");
            case MOUNTS -> isInside ? tool("mkfs.ext4", "e2fsprogs", "-V") :
                Optional.of("mounting file systems needs root, and unshare (util-linux)");
            case COMPILER -> tool("gcc", "gcc and libc6-dev", "--version");
            case PYTHON -> tool("python3", "python3", "--version");
        };
    }

    private static Optional<String> tool(final String name, final String bring, final String harmless)
    {
        return Tool.works(name, harmless) ? Optional.empty() : Optional.of("needs " + name + "; install " + bring);
    }
}
