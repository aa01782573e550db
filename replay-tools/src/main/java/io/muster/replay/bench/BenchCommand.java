package io.muster.replay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.master.engine.EngineSettings;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.dump.Dump;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.LogReader;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.verify.TermHashes;
import org.agrona.IoUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Measures. */
@Command(
    name = "bench replay",
    mixinStandardHelpOptions = true,
    header = "Measure how fast a log is dumped, checked, replayed, and any position of it reached.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "Makes a log as a replica has it: two nodes and 10,000 players, who create instances, join and leave them," +
            " recorded by a real archive with checksums. All is measured in one thread, after the log was read once.",
        ""
    },
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster bench replay",
        "  ./muster bench replay --commands 100000000 --json replay.json      about 5 GB of disk"
    })
public final class BenchCommand implements Callable<Integer>
{
    private static final long COMMANDS_MIN = 100_000;
    private static final long COMMANDS_MAX = 1_000_000_000;
    private static final long COMMANDS_PER_SEEK_SECOND = 10_000_000;
    private static final double REPLAYED_MIN = 2_000_000;
    private static final int SEEKS = 12;
    private static final long SEED = 42;
    private static final double NS_PER_S = 1e9;

    @Spec
    private CommandSpec spec;

    @Option(
        names = "--commands",
        paramLabel = "N",
        defaultValue = "10000000",
        description = "in the log, from 100,000 to 1,000,000,000 (default: 10,000,000)")
    private long commandsAskedFor;

    @Option(names = "--json", paramLabel = "FILE", description = "write the numbers there")
    private Path json;

    private Progress progress;
    private ReplicaFiles files;
    private long commands;
    private double madePerSecond;
    private double dumpedPerSecond;
    private double verifiedPerSecond;
    private double replayedPerSecond;
    private double seekMs;
    private long heapBytes;

    @Override
    public Integer call()
    {
        if (commandsAskedFor < COMMANDS_MIN || commandsAskedFor > COMMANDS_MAX)
        {
            throw ReplayError.ASKED_WRONGLY.because("--commands is from 100000 to 1000000000, not " + commandsAskedFor);
        }
        progress = new Progress(spec.commandLine().getOut());
        final Path dir = temporary();
        try
        {
            measure(dir);
        }
        finally
        {
            IoUtil.delete(dir.toFile(), true);
        }
        progress.end();
        print(spec.commandLine().getOut());
        if (json != null)
        {
            write();
        }
        return 0;
    }

    private static Path temporary()
    {
        try
        {
            final Path dir = Files.createTempDirectory("muster-bench-replay");
            Runtime.getRuntime().addShutdownHook(
                new Thread(() -> IoUtil.delete(dir.toFile(), true), "remove-log"));
            return dir;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void measure(final Path dir)
    {
        final long beganNs = System.nanoTime();
        try (LogMaker maker = new LogMaker(dir))
        {
            commands = maker.make(commandsAskedFor, progress);
        }
        madePerSecond = perSecond(beganNs);
        files = LogDirectory.open(dir);
        verifiedPerSecond = verify();
        verifiedPerSecond = Math.max(verifiedPerSecond, verify());
        dumpedPerSecond = dump();
        replay();
    }

    private double perSecond(final long beganNs)
    {
        return commands * NS_PER_S / (System.nanoTime() - beganNs);
    }

    private double verify()
    {
        progress.show("checking every frame", 0, commands);
        final long beganNs = System.nanoTime();
        TermHashes.of(files, 0, files.log().stopPosition());
        return perSecond(beganNs);
    }

    private double dump()
    {
        progress.show("dumping", 0, commands);
        final long beganNs = System.nanoTime();
        final long dumped = Dump.everything(new LogReader(files), Writer.nullWriter());
        final double dumpedEachSecond = perSecond(beganNs);
        if (dumped != commands)
        {
            throw ReplayError.DIFFERENT.because("dumped " + dumped + " commands of " + commands);
        }
        return dumpedEachSecond;
    }

    /** The first time brings checkpoints with it, which is what reaching a position is measured with. */
    private void replay()
    {
        try (ReplayedMaster master = new ReplayedMaster(files, EngineSettings.DEFAULT).keepCheckpoints().progress(
            (position) -> progress.show("replaying, bytes of the log", position, files.log().stopPosition())))
        {
            final long beganNs = System.nanoTime();
            boolean isOn = true;
            while (isOn)
            {
                isOn = master.step();
            }
            replayedPerSecond = perSecond(beganNs);
            final long digest = master.engine().digest();
            seek(master);
            master.seek(files.log().stopPosition());
            if (master.engine().digest() != digest)
            {
                throw ReplayError.DIFFERENT.because("going there and back came to another state");
            }
            System.gc();
            heapBytes = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    private void seek(final ReplayedMaster master)
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < SEEKS; i++)
        {
            progress.show("going to a position", i, SEEKS);
            final long position = random.nextLong(files.log().stopPosition());
            final long beganNs = System.nanoTime();
            master.seek(position);
            seekMs = Math.max(seekMs, (System.nanoTime() - beganNs) / 1e6);
        }
    }

    private double seekMsMax()
    {
        return 1e3 * commands / COMMANDS_PER_SEEK_SECOND;
    }

    private void print(final PrintWriter out)
    {
        out.printf(Locale.ROOT, "%,d commands in %,d MB of log, %d users%n%n", commands,
            files.log().stopPosition() >> 20, Workload.USERS);
        line(out, "made and recorded, commands/s", madePerSecond);
        line(out, "every frame checked and hashed, commands/s", verifiedPerSecond);
        line(out, "dumped, commands/s", dumpedPerSecond);
        line(out, "replayed, commands/s", replayedPerSecond);
        line(out, "longest way to one of 12 positions, ms", seekMs);
        line(out, "heap in use at the end, MB", heapBytes / 1e6);
        out.printf(Locale.ROOT, "%n%-50s %s%n", ">= 2,000,000 commands/s replayed in one thread",
            replayedPerSecond >= REPLAYED_MIN ? "yes" : "NO");
        out.printf(Locale.ROOT, "%-50s %s%n", "<= 1 s for 10 million commands to any position",
            seekMs <= seekMsMax() ? "yes" : "NO");
    }

    private static void line(final PrintWriter out, final String what, final double value)
    {
        out.printf(Locale.ROOT, "%-50s %,14.0f%n", what, value);
    }

    private void write()
    {
        final ObjectNode root = new ObjectMapper().createObjectNode()
            .put("commands", commands)
            .put("logBytes", files.log().stopPosition())
            .put("users", Workload.USERS)
            .put("dumpedPerSecond", Math.round(dumpedPerSecond))
            .put("verifiedPerSecond", Math.round(verifiedPerSecond))
            .put("replayedPerSecond", Math.round(replayedPerSecond))
            .put("seekMs", Math.round(seekMs))
            .put("heapMB", Math.round(heapBytes / 1e6))
            .put("processors", Runtime.getRuntime().availableProcessors())
            .put("java", System.getProperty("java.version"));
        try
        {
            Files.writeString(json, root.toPrettyString() + "\n");
        }
        catch (final IOException ex)
        {
            throw ReplayError.FILE_UNWRITABLE.because("cannot write " + json + ": " + ex);
        }
    }
}
