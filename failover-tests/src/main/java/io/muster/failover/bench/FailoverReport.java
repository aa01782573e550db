package io.muster.failover.bench;

import io.muster.benchmarks.asked.BenchmarkError;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What was measured, as a table with its bars and as JSON. */
final class FailoverReport
{
    private static final double CONTROL_RATIO_MAX = 1.15;
    private static final double CONTROL_P50_MAX_MS = 800;
    private static final double CONTROL_P99_MAX_MS = 1_600;
    private static final double PLAY_TICKS_MAX = 2;
    private static final double WITNESS_PERCENT_MAX = 10;

    private final Rounds raw;
    private final Rounds muster;
    private final WitnessPrice witnessed;
    private final WitnessPrice unwitnessed;
    private final FullLoad fullLoad;

    /** @param witnessed and the next two are null when they were not measured. */
    FailoverReport(
        final Rounds raw,
        final Rounds muster,
        final WitnessPrice witnessed,
        final WitnessPrice unwitnessed,
        final FullLoad fullLoad)
    {
        this.fullLoad = fullLoad;
        this.raw = raw;
        this.muster = muster;
        this.witnessed = witnessed;
        this.unwitnessed = unwitnessed;
    }

    private double ratio()
    {
        return muster.control.p50() / raw.control.p50();
    }

    private double witnessPercent()
    {
        return 100 * (1 - witnessed.perSecond() / unwitnessed.perSecond());
    }

    private double playTicks()
    {
        return muster.play.max() / PlayWatch.TICK_MS;
    }

    void print(final PrintStream out)
    {
        out.printf(Locale.ROOT, "%n%n%-44s %8s %8s %8s%n", "ms, of " + muster.control.count() + " kills each",
            "p50", "p99", "max");
        line(out, "control gap, raw Aeron Cluster", raw.control);
        line(out, "control gap, Muster", muster.control);
        line(out, "play gap, 20 ticks a second", muster.play);
        line(out, "when the killed one comes back: raw", raw.second);
        line(out, "when the killed one comes back: Muster", muster.second);
        line(out, "when the killed one comes back: play", muster.secondPlay);
        out.printf(Locale.ROOT, "%-44s %8d%n", "terms that no kill began: raw", raw.needlessTerms());
        out.printf(Locale.ROOT, "%-44s %8d%n", "terms that no kill began: Muster", muster.needlessTerms());
        if (witnessed != null)
        {
            out.printf(Locale.ROOT, "%n%-44s %14s %12s %12s%n", "the master alone", "commands/s", "p50 us", "p99 us");
            line(out, "witnessed", witnessed);
            line(out, "not witnessed (unsafe)", unwitnessed);
        }
        out.println();
        bar(out, "control gap p50 <= 1.15 x raw", ratio(), CONTROL_RATIO_MAX);
        bar(out, "control gap p50 <= 800 ms", muster.control.p50(), CONTROL_P50_MAX_MS);
        bar(out, "control gap p99 <= 1600 ms", muster.control.p99(), CONTROL_P99_MAX_MS);
        bar(out, "play gap <= 2 ticks", playTicks(), PLAY_TICKS_MAX);
        if (witnessed != null)
        {
            bar(out, "witnessing costs <= 10 % of the throughput", witnessPercent(), WITNESS_PERCENT_MAX);
        }
        if (fullLoad != null)
        {
            bar(out, "elections in " + fullLoad.minutes() + " minutes of full load", fullLoad.elections(), 0);
        }
        out.printf("%nControl gap: no answer to any of %d commands a second. Play gap: no output at one of the%n" +
            "players in arenas, from the kill until a new leader has answered for 1.5 s. %d processors.%n",
            MusterCluster.COMMANDS_PER_SECOND, Runtime.getRuntime().availableProcessors());
    }

    private static void line(final PrintStream out, final String what, final Times times)
    {
        out.printf(Locale.ROOT, "%-44s %8.0f %8.0f %8.0f%n", what, times.p50(), times.p99(), times.max());
    }

    private static void line(final PrintStream out, final String what, final WitnessPrice price)
    {
        out.printf(Locale.ROOT, "%-44s %,14.0f %,12.0f %,12.0f%n",
            what, price.perSecond(), price.p50Us(), price.p99Us());
    }

    private static void bar(final PrintStream out, final String sentence, final double value, final double most)
    {
        out.printf(Locale.ROOT, "%-44s %8.2f  %s%n", sentence, value, value <= most ? "yes" : "NO");
    }

    /** @throws BenchmarkError.Refusal FILE_UNWRITABLE. */
    void write(final Path file)
    {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode root = mapper.createObjectNode();
        root.put("rounds", muster.control.count());
        putGaps(mapper, root);
        if (witnessed != null)
        {
            final ObjectNode witness = root.putObject("witness");
            witness.set("with", json(mapper, witnessed));
            witness.set("without", json(mapper, unwitnessed));
            witness.put("percent", Math.round(witnessPercent() * 10) / 10.0);
        }
        root.putObject("needlessTerms").put("muster", muster.needlessTerms()).put("raw", raw.needlessTerms());
        if (fullLoad != null)
        {
            root.putObject("fullLoad")
                .put("minutes", fullLoad.minutes())
                .put("elections", fullLoad.elections())
                .put("commandsPerSecond", Math.round(fullLoad.perSecond()))
                .put("longestGapMs", Math.round(fullLoad.longestGapMs()));
        }
        root.put("processors", Runtime.getRuntime().availableProcessors());
        try
        {
            Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        }
        catch (final IOException ex)
        {
            throw BenchmarkError.FILE_UNWRITABLE.because("cannot write " + file);
        }
    }

    private void putGaps(final ObjectMapper mapper, final ObjectNode root)
    {
        final ObjectNode control = root.putObject("controlGapMs");
        control.set("muster", json(mapper, muster.control));
        control.set("raw", json(mapper, raw.control));
        root.put("ratio", Math.round(ratio() * 1_000) / 1_000.0);
        final ObjectNode play = json(mapper, muster.play);
        play.put("maxTicks", Math.round(playTicks() * 100) / 100.0);
        root.set("playGapMs", play);
        final ObjectNode second = root.putObject("secondDisturbanceMs");
        second.set("muster", json(mapper, muster.second));
        second.set("raw", json(mapper, raw.second));
        second.set("play", json(mapper, muster.secondPlay));
    }

    private static ObjectNode json(final ObjectMapper mapper, final Times times)
    {
        return mapper.createObjectNode()
            .put("p50", Math.round(times.p50()))
            .put("p99", Math.round(times.p99()))
            .put("max", Math.round(times.max()));
    }

    private static ObjectNode json(final ObjectMapper mapper, final WitnessPrice price)
    {
        return mapper.createObjectNode()
            .put("commandsPerSecond", Math.round(price.perSecond()))
            .put("p50Us", Math.round(price.p50Us()))
            .put("p99Us", Math.round(price.p99Us()));
    }
}
