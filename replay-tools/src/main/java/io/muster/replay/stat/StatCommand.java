package io.muster.replay.stat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.master.recording.DamageException;
import io.muster.master.recording.ReplicaFiles;
import io.muster.master.recording.TakenSnapshots.Taken;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.LogReader;
import io.muster.replay.log.ReplayError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Tells what a log comes to. */
@Command(
    name = "stat",
    mixinStandardHelpOptions = true,
    header = "Tell what is in the log of a replica: terms, leaders, messages, rates, silences, snapshots.",
    synopsisHeading = "%nUsage: ",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster log stat data/master-0",
        "  ./muster log stat data/master-0 --plot rates.svg --json stat.json"
    })
public final class StatCommand implements Callable<Integer>
{
    private static final int SILENCES_SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "a replica's directory")
    private Path dir;

    @Option(names = "--plot", paramLabel = "FILE", description = "draw commands a second over time there, as SVG")
    private Path plot;

    @Option(names = "--json", paramLabel = "FILE", description = "write the numbers there too")
    private Path json;

    @Option(names = "--salvage", description = "tell of what is whole of a damaged log")
    private boolean isSalvage;

    @Override
    public Integer call()
    {
        LogDirectory.refuseInside(dir, plot);
        LogDirectory.refuseInside(dir, json);
        final ReplicaFiles files = LogDirectory.open(dir);
        final LogReader reader = new LogReader(files);
        if (isSalvage)
        {
            reader.salvage();
        }
        final Statistics statistics = new Statistics();
        statistics.read(reader);
        print(spec.commandLine().getOut(), files, statistics);
        if (plot != null)
        {
            write(plot, new RatePlot(statistics).draw("The log of " + dir, files.snapshots()));
        }
        if (json != null)
        {
            write(json, object(files, statistics).toPrettyString() + "\n");
        }
        if (reader.torn() != null)
        {
            spec.commandLine().getErr().println(reader.torn());
        }
        if (reader.damage() != null)
        {
            throw ReplayError.LOG_DAMAGED.because(reader.damage());
        }
        return 0;
    }

    private static void print(final PrintWriter out, final ReplicaFiles files, final Statistics of)
    {
        out.printf(Locale.ROOT, "%s: positions %,d to %,d%s%n", files.dir(), files.log().startPosition(),
            files.log().stopPosition(), files.isEndedInOrder() ? "" : ", and not ended in order: killed, or it runs");
        if (of.entries() == 0)
        {
            out.println("the log is empty");
            return;
        }
        final double seconds = Math.max(0.001, (of.lastMs() - of.firstMs()) / 1_000.0);
        out.printf(Locale.ROOT, "%s to %s (UTC), %s%n", Instant.ofEpochMilli(of.firstMs()),
            Instant.ofEpochMilli(of.lastMs()), Duration.ofMillis(of.lastMs() - of.firstMs()));
        out.printf(Locale.ROOT, "%,d entries, %,d commands: %,.1f a second, %,.1f in the busiest stretch%n%n",
            of.entries(), of.commands(), of.commands() / seconds, of.rates().mostPerSecond());
        out.println("term  leader  from position        begun (UTC)              entries     commands");
        of.terms().forEach((term) -> out.printf(Locale.ROOT, "%4d  %6d  %,13d  %-25s  %,11d  %,11d%n", term.termId(),
            term.leaderId(), term.position(), Instant.ofEpochMilli(term.timeMs()), term.entries(), term.commands()));
        out.println();
        of.commandsByName().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .forEach((it) -> out.printf(Locale.ROOT, "%-28s %,12d%n", it.getKey(), it.getValue()));
        out.printf(Locale.ROOT, "%-28s %,12d%n%-28s %,12d%n", "heartbeats", of.heartbeats(), "ticks",
            of.of(EntryKind.TICK));
        out.printf(Locale.ROOT, "%-28s %,12d%n%-28s %,12d%n", "sessions opened", of.of(EntryKind.SESSION_OPEN),
            "sessions closed", of.of(EntryKind.SESSION_CLOSE));
        out.printf(Locale.ROOT, "%-28s %,12d%n%-28s %,12d%n", "batches that are malformed", of.malformed(),
            "times the clock went back", of.backwards());
        printSnapshots(out, files);
        printSilences(out, of.silences());
        out.flush();
    }

    private static void printSnapshots(final PrintWriter out, final ReplicaFiles files)
    {
        out.printf("%nsnapshots: %s%n", files.snapshots().isEmpty() ? "none" : "");
        files.snapshots().forEach((taken) -> out.printf(Locale.ROOT,
            "  position %,d, term %d, recordings %d and %d, digest %s%n", taken.position(),
            taken.ofModule().leadershipTermId(), taken.ofModule().recordingId(), taken.ofService().recordingId(),
            digest(files, taken)));
    }

    private static String digest(final ReplicaFiles files, final Taken taken)
    {
        try
        {
            return Long.toHexString(files.digestOf(taken));
        }
        catch (final DamageException ex)
        {
            return "unknown: " + ex.getMessage();
        }
    }

    private static void printSilences(final PrintWriter out, final List<Statistics.Silence> silences)
    {
        out.printf("silences of more than half a second: %s%n", silences.isEmpty() ? "none" : silences.size());
        silences.stream().sorted((a, b) -> Long.compare(b.lengthMs(), a.lengthMs())).limit(SILENCES_SHOWN)
            .forEach((it) -> out.printf(Locale.ROOT, "  %,d ms from %s on, ended at position %,d%n", it.lengthMs(),
                Instant.ofEpochMilli(it.timeMs()), it.position()));
    }

    private static ObjectNode object(final ReplicaFiles files, final Statistics of)
    {
        final ObjectNode root = new ObjectMapper().createObjectNode()
            .put("startPosition", files.log().startPosition())
            .put("stopPosition", files.log().stopPosition())
            .put("endedInOrder", files.isEndedInOrder())
            .put("firstMs", of.firstMs())
            .put("lastMs", of.lastMs())
            .put("entries", of.entries())
            .put("commands", of.commands())
            .put("heartbeats", of.heartbeats())
            .put("ticks", of.of(EntryKind.TICK))
            .put("malformed", of.malformed());
        final ObjectNode byName = root.putObject("commandsByName");
        of.commandsByName().forEach(byName::put);
        final ArrayNode terms = root.putArray("terms");
        of.terms().forEach((term) -> terms.addObject().put("term", term.termId()).put("leader", term.leaderId())
            .put("position", term.position()).put("timeMs", term.timeMs()).put("entries", term.entries())
            .put("commands", term.commands()));
        final ArrayNode snapshots = root.putArray("snapshots");
        files.snapshots().forEach((taken) -> snapshots.addObject().put("position", taken.position())
            .put("term", taken.ofModule().leadershipTermId()).put("digest", digest(files, taken)));
        final ArrayNode silences = root.putArray("silences");
        of.silences().forEach((it) -> silences.addObject().put("position", it.position())
            .put("fromMs", it.timeMs()).put("lengthMs", it.lengthMs()));
        return root;
    }

    private static void write(final Path file, final String text)
    {
        try
        {
            Files.writeString(file, text);
        }
        catch (final IOException ex)
        {
            throw ReplayError.FILE_UNWRITABLE.because("cannot write " + file + ": " + ex);
        }
    }
}
