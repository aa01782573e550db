package io.muster.benchmarks.directory.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All engines' numbers side by side, as a table for people and as JSON. */
public final class DirectoryReport
{
    private static final String OURS = "muster";
    private static final int DIGITS = 5;
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static
    {
        ROWS.put("bytesPerUser", "bytes per user");
        ROWS.put("insertPerSecond", "inserts per second");
        ROWS.put("updatePerSecond", "updates per second");
        ROWS.put("removePerSecond", "removals per second");
        ROWS.put("lookupNs", "lookup by id, ns");
        ROWS.put("nameLookupNs", "lookup by name, ns");
        ROWS.put("groupVisitNsPerMember", "group visit, ns per member");
        ROWS.put("rangeOf50Ns", "50 from a rating on, ns");
        ROWS.put("conjunctionNs", "three-way conjunction, ns");
        ROWS.put("bytesAllocatedPerOperation", "bytes allocated per operation");
    }

    private static final Map<String, String> OWN_ROWS = new LinkedHashMap<>();

    static
    {
        OWN_ROWS.put("snapshotMBPerSecond", "snapshot, MB/s");
        OWN_ROWS.put("snapshotPauseMs", "pause of a snapshot, ms");
        OWN_ROWS.put("restoreMBPerSecond", "restore, MB/s");
        OWN_ROWS.put("restoreSeconds", "restore, s");
        OWN_ROWS.put("bytesPerMasterUser", "bytes per user of the master's own directory");
        OWN_ROWS.put("snapshotPauseMsFor10M", "pause of a snapshot of 10 million users, ms");
        OWN_ROWS.put("restoreSecondsFor10M", "restore of 10 million users, s");
        OWN_ROWS.put("gibibytesFor10M", "10 million users, GiB");
        OWN_ROWS.put("worstCommandMs", "worst single command, shortest of 3 times, ms");
        OWN_ROWS.put("worstCommandAtWorstMs", "worst single command, longest of 3 times, ms");
        OWN_ROWS.put("worstOfNothingMs", "worst of doing nothing for as long, ms");
    }

    private final int users;
    private final Map<String, Numbers> engines;

    /** @param engines by their keys, in the order of the columns. */
    public DirectoryReport(final int users, final Map<String, Numbers> engines)
    {
        this.users = users;
        this.engines = engines;
    }

    /** The table, and the bars below it. */
    public void print(final PrintStream out)
    {
        out.printf(Locale.ROOT, "%n%n%,-31d", users);
        engines.keySet().forEach((name) -> out.printf("%20s", name));
        out.println();
        ROWS.forEach((key, words) -> printRow(out, key, words));
        final Numbers ours = engines.get(OURS);
        if (ours != null)
        {
            out.println();
            OWN_ROWS.forEach((key, words) ->
            {
                if (!Double.isNaN(ours.get(key)))
                {
                    out.printf("%-46s %12s%n", words, Bar.number(ours.get(key)));
                }
            });
        }
        printBars(out);
        printWhat(out);
    }

    private void printRow(final PrintStream out, final String key, final String words)
    {
        out.printf("%-31s", words);
        final double ours = engines.containsKey(OURS) ? engines.get(OURS).get(key) : Double.NaN;
        engines.forEach((name, numbers) ->
        {
            final double value = numbers.get(key);
            final String ratio = name.equals(OURS) || Double.isNaN(value) || Double.isNaN(ours) || ours == 0 ? "" :
                String.format(Locale.ROOT, " (%s x)", Bar.number(value / ours));
            out.printf("%20s", Bar.number(value) + ratio);
        });
        out.println();
    }

    private void printBars(final PrintStream out)
    {
        final List<Bar> bars = Bar.all(engines);
        if (!bars.isEmpty())
        {
            out.println();
            bars.forEach((bar) -> out.printf(
                "%-58s %12s  %s%n", bar.sentence(), bar.measured(), bar.isHeld() ? "ok" : "MISSED"));
        }
    }

    private void printWhat(final PrintStream out)
    {
        out.printf(Locale.ROOT, """

            In brackets: a peer's number as a multiple of ours. All engines gave the same answers to all questions,
            before and after they were changed; each ran in a process of its own, in one thread, on %d processors.
            Range: the first 50 by rating, then id, from a rating on. Conjunction: node = n, state = s, rating from a to
            b; the first 20 by rating, then id. Redis is asked over loopback, one round trip a question, and its
            changes are pipelined by 500. Indexes:
            """, Runtime.getRuntime().availableProcessors());
        engines.forEach((name, numbers) -> out.printf("  %-9s %s%n", name, numbers.missing() == null ?
            numbers.indexes() : "NOT MEASURED: " + numbers.missing()));
    }

    /** An object an engine, the run and the bars beside them. */
    public void write(final Path file) throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode root = mapper.createObjectNode();
        engines.forEach((name, numbers) -> root.set(name, jsonOf(numbers, mapper)));
        root.putObject("run")
            .put("users", users)
            .put("processors", Runtime.getRuntime().availableProcessors())
            .put("java", System.getProperty("java.version"));
        final ObjectNode bars = root.putObject("bars");
        Bar.all(engines).forEach((bar) -> bars.put(bar.sentence(), (bar.isHeld() ? "ok: " : "missed: ") +
            bar.measured()));
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static ObjectNode jsonOf(final Numbers numbers, final ObjectMapper mapper)
    {
        final ObjectNode json = mapper.createObjectNode();
        if (numbers.missing() != null)
        {
            return json.put("missing", numbers.missing());
        }
        numbers.all().properties().forEach((field) ->
        {
            if (field.getValue().isNull())
            {
                json.putNull(field.getKey());
            }
            else
            {
                json.put(field.getKey(), rounded(field.getValue().asDouble()));
            }
        });
        return json.put("indexes", numbers.indexes()).put("answers", Long.toHexString(numbers.answersSum()));
    }

    private static double rounded(final double value)
    {
        return value == 0 ? 0 :
            new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
    }
}
