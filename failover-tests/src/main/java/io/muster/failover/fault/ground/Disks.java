package io.muster.failover.fault.ground;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodePlace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of its own for each master, in a file: it can be shut down at once, with all that was not synced, and
 * it can be full.
 */
public final class Disks implements AutoCloseable
{
    /** ext4's and xfs's: stop now, and write nothing of what is in memory. Named EXT4_IOC_SHUTDOWN by Linux. */
    private static final String SHUT_DOWN = """
        import fcntl, os, struct, sys
        for folder in sys.argv[1:]:
            fd = os.open(folder, os.O_RDONLY)
            fcntl.ioctl(fd, 0x8004587D, struct.pack('I', 2))
            os.close(fd)
        """;

    private static final String SIZE = "1500M";
    private static final String FILLER = "filler";
    private static final String CANARY = "canary";
    private static final byte[] SONG = new byte[64 << 10];
    private static final long UNMOUNT_MS = 10_000;

    private final Path images;
    private final List<Path> folders = new ArrayList<>();

    Disks(final ClusterPlan plan)
    {
        images = plan.data().resolveSibling("disks");
        try
        {
            Files.createDirectories(images);
            for (final NodePlace place : plan.places())
            {
                if (place.kind() == Kind.MASTER)
                {
                    make(Files.createDirectories(plan.data().resolve(place.name())));
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void make(final Path folder)
    {
        Tool.run("truncate", "-s", SIZE, image(folder));
        Tool.run("mkfs.ext4", "-q", "-F", image(folder));
        mount(folder);
        folders.add(folder);
    }

    private String image(final Path folder)
    {
        return images.resolve(folder.getFileName() + ".img").toString();
    }

    private void mount(final Path folder)
    {
        Tool.run("mount", "-o", "loop", image(folder), folder.toString());
    }

    /** Nothing gets to these disks any more, and what was not synced never will. */
    void shutDown(final List<Path> chosen)
    {
        final List<String> command = new ArrayList<>(List.of("python3", "-c", SHUT_DOWN));
        for (final Path folder : chosen)
        {
            sing(folder);
            command.add(folder.toString());
        }
        Tool.run(command);
    }

    /** Something that is written and not synced, so that it can be seen to be gone. */
    private static void sing(final Path folder)
    {
        try
        {
            Files.write(folder.resolve(CANARY), SONG);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** The machine is back, and its processes have not been started again. Returns bytes that are gone. */
    long powerOn(final Path folder)
    {
        if (!Await.holds(UNMOUNT_MS, () -> Tool.works("umount", folder.toString())))
        {
            throw new ToolException(folder + " is still in use");
        }
        mount(folder);
        try
        {
            final Path canary = folder.resolve(CANARY);
            final long left = Files.exists(canary) ? Files.size(canary) : 0;
            Files.deleteIfExists(canary);
            return SONG.length - left;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Take all the room that there is. Returns how much is left. */
    public long fill(final LocalNode node, final Path folder)
    {
        try
        {
            final long room = Files.getFileStore(folder).getUsableSpace();
            // In two steps: what describes the file takes room as well, and other files grow meanwhile.
            Tool.works("fallocate", "-l", String.valueOf(room - (room >> 6)), folder.resolve(FILLER).toString());
            Tool.works("dd", "if=/dev/zero", "of=" + folder.resolve(FILLER + 2), "bs=64k");
            return Files.getFileStore(folder).getUsableSpace();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Give the room back. */
    public void empty(final Path folder)
    {
        try
        {
            Files.deleteIfExists(folder.resolve(FILLER));
            Files.deleteIfExists(folder.resolve(FILLER + 2));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Their processes must have ended before. */
    @Override
    public void close()
    {
        folders.forEach((folder) ->
        {
            Await.holds(UNMOUNT_MS, () -> Tool.works("umount", folder.toString()));
            Tool.works("rm", "-f", image(folder));
        });
    }
}
