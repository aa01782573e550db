package io.muster.failover.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.console.local.Jvm;
import io.muster.failover.simulation.mutant.Mutant;
import io.muster.failover.simulation.mutant.Planting;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code --mutants}: plants every defect, and prints a table of what found it. */
final class MutantReport
{
    static final int SECONDS_MAX = 120;

    private final Path root;
    private final PrintStream out;

    MutantReport(final PrintStream out)
    {
        this.out = out;
        root = Path.of(System.getProperty("muster.root", ".")).toAbsolutePath();
        if (!Files.exists(root.resolve(Mutant.all().get(0).file())))
        {
            throw SimulateError.SOURCES_DIFFER.because("the sources of the project are not in " + root);
        }
    }

    /** @return 0 when every defect was found, or 1. */
    int run(final Path json)
    {
        final List<Mutant> mutants = Mutant.all();
        final ArrayNode rows = new ObjectMapper().createArrayNode();
        out.printf("%-66s %-26s %8s %6s %6s%n", "planted defect", "found by", "seconds", "seed", "steps");
        int found = 0;
        for (final Mutant mutant : mutants)
        {
            final Planting.Result result = plant(mutant);
            found += result.isFound() ? 1 : 0;
            out.printf(Locale.ROOT, "%-66s %-26s %8.1f %6d %6d%n", mutant.name(),
                result.isFound() ? result.invariant() : "NOTHING", result.seconds(), result.seed(), result.steps());
            rows.addObject().put("mutant", mutant.name()).put("file", mutant.file())
                .put("invariant", result.invariant()).put("sentence", result.sentence())
                .put("seconds", result.seconds()).put("seed", result.seed()).put("steps", result.steps());
        }
        out.printf("%nverdict: %s, %d of %d planted defects are found%n",
            found == mutants.size() ? "ok" : "not ok", found, mutants.size());
        if (json != null)
        {
            final ObjectNode report = new ObjectMapper().createObjectNode()
                .put("mutants", mutants.size()).put("found", found);
            report.set("results", rows);
            SimulateReport.write(json, report.put("verdict", found == mutants.size() ? "ok" : "not ok"));
        }
        return found == mutants.size() ? 0 : 1;
    }

    /** @throws SimulateError.Refusal SOURCES_DIFFER. */
    Planting.Result plant(final Mutant mutant)
    {
        final List<String> jvm = new ArrayList<>(Jvm.command("", List.of("-XX:+UseSerialGC")));
        final String classPath =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try
        {
            return new Planting(root, jvm.subList(0, jvm.indexOf("-cp")), classPath)
                .run(mutant, FindDefect.class.getName(), SECONDS_MAX);
        }
        catch (final IllegalStateException ex)
        {
            throw SimulateError.SOURCES_DIFFER.because(ex.getMessage());
        }
    }
}
