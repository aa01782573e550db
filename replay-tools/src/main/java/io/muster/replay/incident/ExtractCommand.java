package io.muster.replay.incident;

import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.incident.Incident.Recorded;
import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.Positions;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.ReplayedMaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Cuts an incident out of a log. */
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    header = "Cut a stretch out of a log, with the state before it, into a file that a unit test can run.",
    synopsisHeading = "%nUsage: ",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample, and in a test: Incident.read(Path.of(\"incident.muster\")).replay()%n",
    footer = "  ./muster replay extract data/master-0 --around 65536 --out incident.muster")
public final class ExtractCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "a replica's directory")
    private Path dir;

    @Option(names = "--around", required = true, paramLabel = "POS", description = "a position of the log")
    private long around;

    @Option(names = "--before", paramLabel = "N", defaultValue = "1000", description = "entries before it")
    private int before;

    @Option(names = "--after", paramLabel = "N", defaultValue = "200", description = "entries after it")
    private int after;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "what is written")
    private Path out;

    @Option(
        names = "--set", paramLabel = "NAME=VALUE", description = "a setting that the replica had and did not note")
    private Map<String, String> overrides = Map.of();

    @Override
    public Integer call()
    {
        if (before < 0 || after < 0)
        {
            throw ReplayError.ASKED_WRONGLY.because("--before and --after are not negative");
        }
        final ReplicaFiles files = LogDirectory.open(dir);
        LogDirectory.refuseInside(dir, out);
        try (ReplayedMaster master = new ReplayedMaster(files, EngineNote.read(dir, overrides)))
        {
            final Incident incident = extract(master, around, before, after);
            incident.write(out);
            spec.commandLine().getOut().printf(Locale.ROOT, "%s: %,d entries from position %,d on, %,d bytes%n",
                out, incident.entries().size(), incident.from(), Files.size(out));
            return 0;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * What is around a position.
     *
     * @throws ReplayError.Refusal NOT_IN_LOG.
     */
    static Incident extract(final ReplayedMaster master, final long around, final int before, final int after)
    {
        if (around < master.firstPosition() || around > master.lastPosition())
        {
            throw ReplayError.NOT_IN_LOG.because("position " + around + " cannot be shown: from " +
                master.firstPosition() + " to " + master.lastPosition() + " can");
        }
        master.seek(Positions.before(
            master.files(), master.firstPosition(), around, before, (entry) -> true));
        final long from = master.position();
        final List<byte[]> state = new ArrayList<>();
        if (from > 0)
        {
            master.engine().snapshotTo((buffer, offset, length) ->
            {
                final byte[] record = new byte[length];
                buffer.getBytes(offset, record);
                state.add(record);
            });
        }
        final List<Recorded> entries = new ArrayList<>();
        int behind = 0;
        while (master.stepUpTo(around))
        {
            add(entries, master.entry());
        }
        while (behind < after && master.step())
        {
            behind++;
            add(entries, master.entry());
        }
        return new Incident(master.settings(), from, state, entries, master.engine().digest());
    }

    private static void add(final List<Recorded> entries, final Entry entry)
    {
        if (entry.kind() == EntryKind.BATCH || entry.kind() == EntryKind.TICK)
        {
            final byte[] bytes = new byte[entry.kind() == EntryKind.BATCH ? entry.length() : 0];
            entry.buffer().getBytes(entry.offset(), bytes);
            entries.add(new Recorded(entry.kind(), entry.position(), entry.timestampMs(), bytes));
        }
    }
}
