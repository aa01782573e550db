package io.muster.failover.fault.ground;

import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A library between each master and its disk and clock, compiled from {@code interposer.c}; it is told what to do by a
 * file of a few numbers, while the process runs.
 */
public final class Interposer implements AutoCloseable
{
    /** What a device says that is broken. */
    public static final int EIO = 5;

    private static final int SYNC_ERRNO = 0;
    private static final int SYNC_MS = 8;
    private static final int CLOCK_MS = 24;
    private static final int HITS = 32;
    private static final int BYTES = 40;

    private final Path folder;
    private final Map<String, MappedByteBuffer> controls = new HashMap<>();

    Interposer()
    {
        try
        {
            folder = Files.createTempDirectory("muster-interposer-");
            final Path source = folder.resolve("interposer.c");
            try (InputStream stream = Interposer.class.getResourceAsStream("interposer.c"))
            {
                Files.copy(stream, source, StandardCopyOption.REPLACE_EXISTING);
            }
            Tool.run("gcc", "-O2", "-shared", "-fPIC", "-o", library(), source.toString(), "-ldl");
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private String library()
    {
        return folder.resolve("interposer.so").toString();
    }

    /** What the command of a node begins with. */
    List<String> prefix(final String name)
    {
        control(name);
        return List.of("env", "LD_PRELOAD=" + library(), "MUSTER_FAULTS=" + folder.resolve(name));
    }

    private MappedByteBuffer control(final String name)
    {
        return controls.computeIfAbsent(name, (key) ->
        {
            try (FileChannel file = FileChannel.open(folder.resolve(name),
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))
            {
                final MappedByteBuffer buffer = file.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
                buffer.order(ByteOrder.nativeOrder());
                return buffer;
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        });
    }

    /** Each sync of the node takes so much longer; 0 for none. */
    public void slowSync(final LocalNode node, final long ms)
    {
        control(node.name()).putLong(SYNC_MS, ms);
    }

    /** Each sync of the node fails with an errno; 0 for none. */
    public void failSync(final LocalNode node, final int errno)
    {
        control(node.name()).putLong(SYNC_ERRNO, errno);
    }

    /** The node's wall clock is so far ahead of the machine's, or behind. */
    public void shiftClock(final LocalNode node, final long ms)
    {
        control(node.name()).putLong(CLOCK_MS, ms);
    }

    /** How many calls of the node were not as they would have been, ever. */
    public long hits(final LocalNode node)
    {
        return control(node.name()).getLong(HITS);
    }

    @Override
    public void close()
    {
        LocalCluster.deleteTree(folder);
    }
}
