package io.muster.failover.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The rows as a table for people, and as JSON. */
final class DrillReport
{
    private static final String HEAD = "%-22s %8s %15s %14s %13s %12s %6s %10s  %s%n";
    private static final String LINE = "%-22s %8d %,12d ms %,11d ms %,10d ms %,12d %6d %10d  %s%n";

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<DrillRow> rows;

    DrillReport(final List<DrillRow> rows)
    {
        this.rows = rows;
    }

    void print(final PrintStream out)
    {
        out.printf(HEAD, "fault", "injected", "control gap p50", "max", "play gap max", "acknowledged", "lost",
            "duplicated", "verdict");
        for (final DrillRow row : rows)
        {
            out.printf(Locale.ROOT, LINE, row.fault(), row.injected(), row.controlGapP50Ms(), row.controlGapMaxMs(),
                row.playGapMaxMs(), row.acknowledged(), row.lost(), row.duplicated(), row.verdict());
        }
    }

    /** @param isList whether all was asked for: a list under {@code faults}, else the one object. */
    void write(final Path file, final boolean isList)
    {
        final ObjectNode root = mapper.createObjectNode();
        final ArrayNode faults = root.putArray("faults");
        rows.forEach((row) -> faults.add(json(row)));
        try
        {
            Files.writeString(file, mapper.writerWithDefaultPrettyPrinter()
                .writeValueAsString(isList ? root : faults.get(0)) + "\n");
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private ObjectNode json(final DrillRow row)
    {
        return mapper.createObjectNode()
            .put("fault", row.fault())
            .put("injected", row.injected())
            .put("controlGapP50Ms", row.controlGapP50Ms())
            .put("controlGapMaxMs", row.controlGapMaxMs())
            .put("playGapMaxMs", row.playGapMaxMs())
            .put("acknowledged", row.acknowledged())
            .put("lost", row.lost())
            .put("duplicated", row.duplicated())
            .put("verdict", row.verdict());
    }
}
