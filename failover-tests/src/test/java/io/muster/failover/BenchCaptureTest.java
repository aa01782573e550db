package io.muster.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code muster bench capture}, for as short as it may be: not what it costs, but that it is measured. */
class BenchCaptureTest
{
    private static final int ENDS_S = 120;

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureWithCaptureOffAndOn() throws IOException
    {
        final Cli bench = Cli.run(folder, ENDS_S, "bench", "capture",
            "--seconds", "1", "--players", "20", "--rate", "200", "--json", "bench.json");

        final JsonNode json = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
        assertEquals(json.path("valid").asBoolean() ? 0 : 1, bench.exitStatus(), bench::text);
        for (final String side : List.of("captureOff", "captureOn"))
        {
            assertTrue(json.path(side).path("packetsPerSecond").asLong() > 0, json::toPrettyString);
            assertTrue(json.path(side).path("p99Us").asLong() > 0, json::toPrettyString);
            assertTrue(json.path(side).path("bytesPerPacketOfThread").has("session"), json::toPrettyString);
        }
        assertTrue(json.path("throughputRatio").asDouble() > 0, json::toPrettyString);
        assertTrue(json.path("throughputRatioStandardError").asDouble() > 0, json::toPrettyString);
        assertTrue(json.path("capturedMessagesPerSecond").asLong() > 0, json::toPrettyString);
        assertTrue(json.has("droppedMessages"), json::toPrettyString);
        assertTrue(bench.out().contains("packets per second with capture / without, >= 0.95"), bench::text);
    }

    @Test
    void shouldRefuseWhatItCannotDo()
    {
        final Cli bench = Cli.run(folder, ENDS_S, "bench", "capture", "--seconds", "0");

        assertEquals(2, bench.exitStatus(), bench::text);
        assertTrue(bench.err().startsWith("muster: M0201 --seconds is a number from 1 to 600, not 0"), bench::text);
    }
}
