package io.muster.failover.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DrillReportTest
{
    private static final List<String> KEYS = List.of("fault", "injected", "controlGapP50Ms", "controlGapMaxMs",
        "playGapMaxMs", "acknowledged", "lost", "duplicated", "verdict");

    private final DrillReport report = new DrillReport(List.of(
        new DrillRow("leader-kill", 7, 900, 1_200, 55, 12_345, 0, 0, "ok"),
        DrillRow.impossible("one-way-cut", "needs root")));

    @TempDir
    private Path folder;

    @Test
    void shouldWriteOneObjectForOneFault() throws Exception
    {
        final JsonNode json = written(false);
        final List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);

        assertEquals(KEYS, keys);
        assertEquals(12_345, json.path("acknowledged").asLong());
    }

    @Test
    void shouldWriteAListForAll() throws Exception
    {
        final JsonNode faults = written(true).path("faults");

        assertEquals(2, faults.size());
        assertEquals("impossible: needs root", faults.get(1).path("verdict").asText());
    }

    @Test
    void shouldPrintATableOfWhichEveryRowFitsItsHead()
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        final List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();

        assertEquals(3, lines.size());
        assertEquals(lines.get(0).indexOf("verdict"), lines.get(1).indexOf("ok"));
        assertEquals(lines.get(0).indexOf("verdict"), lines.get(2).indexOf("impossible"));
        assertTrue(lines.get(1).contains(" 1,200 ms "), lines.get(1));
    }

    private JsonNode written(final boolean isList) throws Exception
    {
        final Path file = folder.resolve("drill.json");
        report.write(file, isList);
        return new ObjectMapper().readTree(file.toFile());
    }
}
