package io.muster.benchmarks.directory;

import io.muster.benchmarks.directory.report.Numbers;
import io.muster.benchmarks.directory.workload.Population;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.snapshot.SnapshotReader;
import io.muster.master.engine.snapshot.SnapshotWriter;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The master's own directories, filled with users, written as a snapshot and restored, in a process of its own:
 * {@code SnapshotRun USERS FILE}. The snapshot goes to a file, as the archive's does, and is not forced to the disk.
 */
final class SnapshotRun
{
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int WARM_UP_USERS = 50_000;
    private static final long SILENCE_MAX_MS = 1_000;
    private static final int NODES_MAX = 1_000;
    private static final int OUTBOX_BYTES_MAX = 1 << 16;
    private static final int INSTANCES_MAX = 1_000;
    private static final double BYTES_PER_MB = 1e6;
    private static final double NS_PER_MS = 1e6;

    private final Steps steps = new Steps("muster");
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private final UnsafeBuffer view = new UnsafeBuffer(chunk);
    private final Numbers numbers;
    private final int users;

    private SnapshotRun(final int users, final Numbers numbers)
    {
        this.users = users;
        this.numbers = numbers;
    }

    public static void main(final String[] args) throws IOException
    {
        Leash.hold();
        final Numbers numbers = new Numbers();
        new SnapshotRun(WARM_UP_USERS, new Numbers()).run();
        new SnapshotRun(Integer.parseInt(args[0]), numbers).run();
        numbers.write(Path.of(args[1]));
    }

    private void run() throws IOException
    {
        final Path file = Files.createTempFile("muster-snapshot-", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final long digest = write(channel);
            // What was written is not needed any more; its memory is outside the heap, and goes with its buffers.
            System.gc();
            restore(channel, digest);
        }
        finally
        {
            Files.delete(file);
        }
    }

    private long write(final FileChannel channel) throws IOException
    {
        final Directories directories = newDirectories();
        fill(directories);
        numbers.put("bytesPerMasterUser", (double)directories.users().table().bytes() / users);
        steps.begin(String.format("writing a snapshot of %,d users", users));
        final SnapshotFile out = new SnapshotFile(channel, chunk);
        final long beganNs = System.nanoTime();
        final SnapshotWriter writer =
            new SnapshotWriter(directories, new LogClock(SILENCE_MAX_MS), directories.digest(), out::append);
        while (writer.writeNext())
        {
            // A step is a record.
        }
        out.flush();
        final long ns = System.nanoTime() - beganNs;
        numbers.put("snapshotMBPerSecond", channel.size() / BYTES_PER_MB / (ns / 1e9));
        numbers.put("snapshotPauseMs", ns / NS_PER_MS);
        return directories.digest();
    }

    private void restore(final FileChannel channel, final long digest) throws IOException
    {
        steps.begin(String.format("restoring %,d users", users));
        final Directories directories = newDirectories();
        final long beganNs = System.nanoTime();
        final SnapshotReader reader = new SnapshotReader(directories, new LogClock(SILENCE_MAX_MS));
        new SnapshotFile(channel, chunk).read((offset, length) -> reader.read(view, offset, length));
        reader.finish();
        final long ns = System.nanoTime() - beganNs;
        if (directories.users().count() != users || directories.digest() != digest)
        {
            throw new IllegalStateException("what was restored is not what was written");
        }
        numbers.put("restoreMBPerSecond", channel.size() / BYTES_PER_MB / (ns / 1e9));
        numbers.put("restoreSeconds", ns / 1e9);
    }

    private Directories newDirectories()
    {
        return new Directories(NODES_MAX, OUTBOX_BYTES_MAX, INSTANCES_MAX, users);
    }

    private void fill(final Directories directories)
    {
        final Population population = new Population(users);
        final UnsafeBuffer name = new UnsafeBuffer(0, 0);
        for (int i = 0; i < users; i++)
        {
            name.wrap(population.name(i).getBytes(StandardCharsets.US_ASCII));
            final int user = directories.users().open(population.id(i), name, population.row(i).seenMs());
            if (population.row(i).instance() != 0)
            {
                directories.users().seat(user, population.row(i).instance(), 0);
            }
            steps.show("filling the master's directories", i, users);
        }
    }
}
