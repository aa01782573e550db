package io.muster.master.engine;

import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A log in memory and the replicas that follow it, which are found to agree after every entry. */
public final class TestLog
{
    /** Small enough for every limit to be reached. */
    public static final EngineSettings SETTINGS =
        new EngineSettings(5, 12, 6, EngineSettings.OUTBOX_BYTES_MIN, 3_000, 10_000, 2_000, 1_000);

    private static final long TICK_MS = 100;

    private final List<Engine> replicas = new ArrayList<>();
    private final EngineSettings settings;
    private long timestampMs = 1_700_000_000_000L;
    private long position;

    /** A log with one replica. */
    public TestLog()
    {
        this(SETTINGS);
    }

    /** A log with one replica of other limits. */
    public TestLog(final EngineSettings settings)
    {
        this.settings = settings;
        replicas.add(new Engine(settings));
    }

    /** A log that goes on from what a replica has restored. */
    TestLog(final Engine restored)
    {
        settings = SETTINGS;
        replicas.add(restored);
    }

    /** The first replica. */
    public Engine engine()
    {
        return replicas.get(0);
    }

    /** Apply an entry to every replica. */
    public Outcome apply(final DirectBuffer buffer, final int length)
    {
        position += length;
        final Outcome outcome = engine().apply(timestampMs, position, buffer, 0, length);
        for (int i = 1; i < replicas.size(); i++)
        {
            assertEquals(outcome, replicas.get(i).apply(timestampMs, position, buffer, 0, length));
        }
        checkDigests();
        return outcome;
    }

    /** Apply a batch to every replica. */
    public Outcome apply(final Batch batch)
    {
        return apply(batch.buffer(), batch.length());
    }

    /** Let time pass, with a tick every 100 ms. */
    public void pass(final long milliseconds)
    {
        for (long leftMs = milliseconds; leftMs > 0; leftMs -= TICK_MS)
        {
            jump(Math.min(leftMs, TICK_MS));
        }
    }

    /** Let time pass without a tick but at its end. */
    public void jump(final long milliseconds)
    {
        timestampMs += milliseconds;
        position += 64;
        replicas.forEach((engine) -> engine.tick(timestampMs, position));
        checkDigests();
    }

    private void checkDigests()
    {
        for (final Engine engine : replicas)
        {
            assertEquals(engine().digest(), engine.digest(), "replicas disagree at position " + position);
        }
    }

    /** A replica joins that knows nothing but a snapshot of the first. */
    public Engine restoreAnother()
    {
        final Engine restored = restore(settings, snapshotOf(engine()));
        assertEquals(engine().digest(), restored.digest());
        replicas.add(restored);
        return restored;
    }

    /** Every record of a snapshot. */
    public static List<DirectBuffer> snapshotOf(final Engine engine)
    {
        final List<DirectBuffer> records = new ArrayList<>();
        engine.snapshotTo((buffer, offset, length) ->
        {
            final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, buffer, offset, length);
            records.add(copy);
        });
        return records;
    }

    /** A new engine made from a snapshot. */
    public static Engine restore(final EngineSettings settings, final List<DirectBuffer> records)
    {
        final Engine engine = new Engine(settings);
        records.forEach((record) -> engine.restore(record, 0, record.capacity()));
        engine.restored();
        return engine;
    }

    /** Time of the last entry. */
    public long timestampMs()
    {
        return timestampMs;
    }

    /** Position of the last entry. */
    public long position()
    {
        return position;
    }
}
