package io.muster.failover.simulation.log;

import io.muster.master.engine.Engine;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/** A snapshot as a member keeps it: records of the real writer, to be read by the real reader. */
public final class Snapshot
{
    private final Entry entry;
    private final long digest;
    private final boolean isDoubted;
    private final List<byte[]> records;

    private Snapshot(
        final Entry entry, final long digest, final boolean isDoubted, final List<byte[]> records)
    {
        this.entry = entry;
        this.digest = digest;
        this.isDoubted = isDoubted;
        this.records = records;
    }

    static Snapshot of(
        final Engine engine, final Entry entry, final boolean isDoubted, final boolean isOlderBuild)
    {
        final List<byte[]> records = new ArrayList<>();
        engine.snapshotTo((buffer, offset, length) ->
        {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        return new Snapshot(
            entry, engine.digest(), isDoubted, isOlderBuild ? new OlderBuild().rewritten(records) : records);
    }

    /** Give it to a new engine. */
    public void restoreTo(final Engine engine)
    {
        for (final byte[] record : records)
        {
            engine.restore(new UnsafeBuffer(record), 0, record.length);
        }
        engine.restored();
    }

    /** Where in the log it was taken. */
    public Entry entry()
    {
        return entry;
    }

    /** What its writer had. */
    public long digest()
    {
        return digest;
    }

    /** Whether its writer was wrong when it wrote it; the writer may be right again by now. */
    boolean isDoubted()
    {
        return isDoubted;
    }
}
