package io.muster.master.recording;

import io.muster.master.engine.EngineSettings;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import io.muster.node.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The engine's limits and times by their names in settings, and the note of them that a replica leaves beside its log:
 * the log alone does not tell what was refused and when.
 */
public final class EngineNote
{
    private static final String FILE = "engine.conf";

    private EngineNote()
    {
    }

    /** Read them from the settings of a process. */
    public static EngineSettings of(final Settings settings)
    {
        final EngineSettings by = EngineSettings.DEFAULT;
        final int nodesMax = settings.count("master.nodesMax", by.nodesMax(), 2, 4_096, "nodes; one more is refused");
        final int outboxBytesMax = (int)settings.bytes(
            "master.outboxMax", by.outboxBytesMax() / 1024 + "k", "64k", "1g", "unacknowledged events of a node");
        settings.require(outboxBytesMax >= nodesMax * EngineSettings.GREETING_BYTES,
            "master.outboxMax holds 600 bytes for each of master.nodesMax, whom a new node hears of at once");
        return new EngineSettings(
            nodesMax,
            settings.count("master.usersMax", by.usersMax(), 1, 1 << 26, "users; one more is refused"),
            settings.count("master.instancesMax", by.instancesMax(), 1, 1 << 26, "instances; one more is refused"),
            outboxBytesMax,
            ms(settings.durationNs("master.lease", by.leaseMs() + "ms", "1s", "600s", "silence that ends a node")),
            ms(settings.durationNs("master.grace", by.graceMs() + "ms", "1s", "24h", "how long a user may be away")),
            ms(settings.durationNs(
                "master.startTimeout", by.startTimeoutMs() + "ms", "1s", "600s", "a game node's, for an instance")),
            ms(settings.durationNs(
                "master.silenceMax", by.silenceMaxMs() + "ms", "100ms", "60s", "the master's own, blamed on no node")));
    }

    private static long ms(final long durationNs)
    {
        return TimeUnit.NANOSECONDS.toMillis(durationNs);
    }

    /**
     * Leave the note in a replica's directory.
     *
     * @throws StartupException DIRECTORY_UNWRITABLE.
     */
    public static void write(final Path dir, final EngineSettings engine)
    {
        final String text = String.format(Locale.ROOT, """
            # Written at each start, for muster replay: what the engine was started with.
            master.nodesMax = %d
            master.usersMax = %d
            master.instancesMax = %d
            master.outboxMax = %d
            master.lease = %dms
            master.grace = %dms
            master.startTimeout = %dms
            master.silenceMax = %dms
            """, engine.nodesMax(), engine.usersMax(), engine.instancesMax(), engine.outboxBytesMax(),
            engine.leaseMs(), engine.graceMs(), engine.startTimeoutMs(), engine.silenceMaxMs());
        try
        {
            final Path written = dir.resolve(FILE + ".new");
            Files.writeString(written, text);
            Files.move(written, dir.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        }
        catch (final IOException ex)
        {
            throw new StartupException(
                StartupError.DIRECTORY_UNWRITABLE, "cannot write " + dir.resolve(FILE) + ": " + ex, ex);
        }
    }

    /** Whether a replica has left one there. */
    public static boolean isIn(final Path dir)
    {
        return Files.exists(dir.resolve(FILE));
    }

    /**
     * Read the note, or take the defaults where there is none.
     *
     * @param overrides settings that win over the note.
     * @throws StartupException when the note or an override makes no sense.
     */
    public static EngineSettings read(final Path dir, final Map<String, String> overrides)
    {
        final Settings settings = Settings.of(isIn(dir) ? dir.resolve(FILE) : null, overrides);
        final EngineSettings engine = of(settings);
        settings.finish();
        return engine;
    }
}
