package io.muster.benchmarks.directory;

import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.directory.engine.EngineKind;
import io.muster.benchmarks.directory.report.Bar;
import io.muster.benchmarks.directory.report.DirectoryReport;
import io.muster.benchmarks.directory.report.GrowthPlot;
import io.muster.benchmarks.directory.report.Numbers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the master's directory engine and its peers, one after the other, and sets them side by side. */
public final class DirectoryBenchmark
{
    private static final int TEN_MILLION = 10_000_000;

    private final DirectorySettings settings;
    private final Map<String, Numbers> engines = new LinkedHashMap<>();

    private DirectoryBenchmark(final DirectorySettings settings)
    {
        this.settings = settings;
    }

    public static void main(final String[] args) throws IOException
    {
        if (args.length > 0 && ("--help".equals(args[0]) || "-h".equals(args[0])))
        {
            System.out.print(DirectorySettings.HELP);
            return;
        }
        try
        {
            new DirectoryBenchmark(DirectorySettings.parse(args)).run();
        }
        catch (final BenchmarkError.Refusal ex)
        {
            System.err.println("muster: " + ex.getMessage());
            System.exit(ex.error().exitStatus());
        }
    }

    private void run() throws IOException
    {
        checkWritable(settings.json());
        checkWritable(settings.plot());
        MemoryNeeded.check(settings);
        for (final EngineKind kind : settings.engines())
        {
            engines.put(kind.key(), measure(kind));
        }
        if (engines.containsKey(EngineKind.MUSTER.key()))
        {
            measureOurs(engines.get(EngineKind.MUSTER.key()));
        }
        requireEqualAnswers(engines);
        final DirectoryReport report = new DirectoryReport(settings.users(), engines);
        report.print(System.out);
        if (settings.json() != null)
        {
            report.write(settings.json());
        }
    }

    private Numbers measure(final EngineKind kind)
    {
        if (!kind.isHere())
        {
            return Numbers.missing("there is no redis-server on the PATH; Debian has it as the package redis-server");
        }
        return MeasuringProcess.run(EngineRun.class, MemoryNeeded.heapBytes(kind, settings.users()),
            MemoryNeeded.directBytes(kind, settings.users()), kind.key(), Integer.toString(settings.users()));
    }

    /** What there is to tell of ours alone. */
    private void measureOurs(final Numbers ours) throws IOException
    {
        final Numbers snapshot = ownRun(SnapshotRun.class, settings.users());
        for (final String key : List.of("snapshotMBPerSecond", "snapshotPauseMs", "restoreMBPerSecond",
            "restoreSeconds", "bytesPerMasterUser"))
        {
            ours.put(key, snapshot.get(key));
        }
        final Numbers growth = ownRun(GrowthRun.class, settings.isTenMillion() ? TEN_MILLION : settings.users());
        ours.putAll(growth);
        if (settings.isTenMillion())
        {
            ours.put("gibibytesFor10M", Bar.gibibytes(growth.get("bytesAtTheEnd")));
            final Numbers large = ownRun(SnapshotRun.class, TEN_MILLION);
            ours.put("restoreSecondsFor10M", large.get("restoreSeconds"));
            ours.put("snapshotPauseMsFor10M", large.get("snapshotPauseMs"));
            ours.put("bytesPerMasterUserFor10M", large.get("bytesPerMasterUser"));
        }
        if (settings.plot() != null)
        {
            new GrowthPlot(growth).write(settings.plot());
        }
    }

    private static Numbers ownRun(final Class<?> mainClass, final int users)
    {
        return MeasuringProcess.run(mainClass, MemoryNeeded.heapBytes(EngineKind.MUSTER, users),
            MemoryNeeded.directBytes(EngineKind.MUSTER, users), Integer.toString(users));
    }

    /** Engines that disagree did not do the same work. */
    static void requireEqualAnswers(final Map<String, Numbers> engines)
    {
        engines.forEach((name, numbers) -> engines.forEach((otherName, other) ->
        {
            final List<String> questions = numbers.differences(other);
            if (!questions.isEmpty())
            {
                throw BenchmarkError.ANSWERS_DIFFER.because(
                    name + " and " + otherName + " gave different answers to: " + String.join(", ", questions));
            }
        }));
    }

    /** The only sure way to know whether a file can be written is to open it. */
    private static void checkWritable(final Path file)
    {
        if (file == null)
        {
            return;
        }
        try
        {
            final Path folder = file.toAbsolutePath().getParent();
            Files.delete(Files.createTempFile(Files.isDirectory(folder) ? folder : folder.getParent(), "muster", ""));
        }
        catch (final IOException | RuntimeException ex)
        {
            throw BenchmarkError.FILE_UNWRITABLE.because(
                "cannot write " + file + " (" + ex.getClass().getSimpleName() + ")");
        }
    }
}
