package io.muster.replay.incident;

import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.Records;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A stretch of a log by itself: the state before it, its entries, and the digest that the master came to. In a test:
 * <pre>{@code
 * final Incident.Replayed end = Incident.read(Path.of("incident.muster")).replay();
 * assertEquals(end.recordedDigest(), end.digest());
 * assertEquals("seated", end.records().user("alice").orElseThrow().path("state").asText());
 * }</pre>
 *
 * @param settings of the engine.
 * @param from     position before the first entry.
 * @param state    records of a snapshot of that position; none at the log's beginning.
 * @param entries  in order.
 * @param digest   that the build which extracted it came to after the last of them.
 */
public record Incident(EngineSettings settings, long from, List<byte[]> state, List<Recorded> entries, long digest)
{
    private static final long MAGIC = 0x6D75_7374_6572_2D69L;
    private static final int VERSION = 1;
    private static final int BYTES_MAX = 1 << 24;

    /**
     * One entry.
     *
     * @param kind     BATCH or TICK; others change nothing and are left out.
     * @param position after it.
     * @param bytes    that a node sent; none for a tick.
     */
    public record Recorded(EntryKind kind, long position, long timestampMs, byte[] bytes)
    {
    }

    /**
     * Where a replay has come to.
     *
     * @param engine         as it is there.
     * @param position       there.
     * @param recordedDigest that the build which extracted it came to at the end of the incident.
     */
    public record Replayed(Engine engine, long position, long recordedDigest)
    {
        /** Of the engine's state. */
        public long digest()
        {
            return engine.digest();
        }

        /** What can be looked up. */
        public Records records()
        {
            return new Records(engine, position);
        }
    }

    /** Apply everything. */
    public Replayed replay()
    {
        return replayTo(Long.MAX_VALUE);
    }

    /** Apply what ends at or before a position. */
    public Replayed replayTo(final long position)
    {
        final Engine engine = new Engine(settings);
        state.forEach((record) -> engine.restore(new UnsafeBuffer(record), 0, record.length));
        if (!state.isEmpty())
        {
            engine.restored();
        }
        long at = from;
        for (final Recorded entry : entries)
        {
            if (entry.position > position)
            {
                break;
            }
            if (entry.kind == EntryKind.TICK)
            {
                engine.tick(entry.timestampMs, entry.position);
            }
            else
            {
                engine.apply(
                    entry.timestampMs, entry.position, new UnsafeBuffer(entry.bytes), 0, entry.bytes.length);
            }
            at = entry.position;
        }
        return new Replayed(engine, at, digest);
    }

    /**
     * Write it, compressed.
     *
     * @throws ReplayError.Refusal FILE_UNWRITABLE.
     */
    public void write(final Path file)
    {
        try (OutputStream stream = Files.newOutputStream(file);
            DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream)))
        {
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            writeSettings(out);
            out.writeLong(from);
            out.writeInt(state.size());
            for (final byte[] record : state)
            {
                write(out, record);
            }
            out.writeInt(entries.size());
            for (final Recorded entry : entries)
            {
                out.writeBoolean(entry.kind == EntryKind.TICK);
                out.writeLong(entry.position);
                out.writeLong(entry.timestampMs);
                write(out, entry.bytes);
            }
            out.writeLong(digest);
        }
        catch (final IOException ex)
        {
            throw ReplayError.FILE_UNWRITABLE.because("cannot write " + file + ": " + ex);
        }
    }

    private void writeSettings(final DataOutputStream out) throws IOException
    {
        out.writeInt(settings.nodesMax());
        out.writeInt(settings.usersMax());
        out.writeInt(settings.instancesMax());
        out.writeInt(settings.outboxBytesMax());
        out.writeLong(settings.leaseMs());
        out.writeLong(settings.graceMs());
        out.writeLong(settings.startTimeoutMs());
        out.writeLong(settings.silenceMaxMs());
    }

    private static void write(final DataOutputStream out, final byte[] bytes) throws IOException
    {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Read one.
     *
     * @throws ReplayError.Refusal INCIDENT_DAMAGED.
     */
    public static Incident read(final Path file)
    {
        try (InputStream stream = Files.newInputStream(file))
        {
            return read(stream, file.toString());
        }
        catch (final IOException ex)
        {
            throw ReplayError.INCIDENT_DAMAGED.because("cannot read " + file + ": " + ex);
        }
    }

    /**
     * Read one.
     *
     * @param name for what is said when it is none.
     * @throws ReplayError.Refusal INCIDENT_DAMAGED.
     */
    public static Incident read(final InputStream stream, final String name)
    {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new BufferedInputStream(stream))))
        {
            require(in.readLong() == MAGIC, name + " is no incident");
            final int version = in.readInt();
            require(version == VERSION, name + " is of version " + version + ", and this build knows " + VERSION);
            final EngineSettings settings = new EngineSettings(in.readInt(), in.readInt(), in.readInt(), in.readInt(),
                in.readLong(), in.readLong(), in.readLong(), in.readLong());
            final long from = in.readLong();
            final List<byte[]> state = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--)
            {
                state.add(bytes(in, name));
            }
            final List<Recorded> entries = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--)
            {
                final EntryKind kind = in.readBoolean() ? EntryKind.TICK : EntryKind.BATCH;
                entries.add(new Recorded(kind, in.readLong(), in.readLong(), bytes(in, name)));
            }
            final long digest = in.readLong();
            // Behind the end is the checksum of all of it, which is looked at here.
            require(in.read() < 0, name + " goes on after its end");
            return new Incident(settings, from, state, entries, digest);
        }
        catch (final IOException | IllegalArgumentException ex)
        {
            throw ReplayError.INCIDENT_DAMAGED.because(name + " is no incident, or damaged: " + ex);
        }
    }

    private static byte[] bytes(final DataInputStream in, final String name) throws IOException
    {
        final int length = in.readInt();
        require(length >= 0 && length <= BYTES_MAX, name + " is damaged: an entry of " + length + " bytes");
        final byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw ReplayError.INCIDENT_DAMAGED.because(otherwise);
        }
    }
}
