package io.muster.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, as a table and as JSON. */
final class BenchmarkResult
{
    private final BenchmarkSettings settings;
    double rawEchoPerSecond;
    double masterCommandsPerSecond;
    double rawP50Us;
    double rawP99Us;
    double p50Us;
    double p99Us;
    double bytesAllocatedPerCommand;
    double commandsPerBatch;
    double commandsPerEventBatch;
    long refused;

    BenchmarkResult(final BenchmarkSettings settings)
    {
        this.settings = settings;
    }

    private double ratio()
    {
        return masterCommandsPerSecond / rawEchoPerSecond;
    }

    void print(final PrintStream out)
    {
        out.printf("%n%n%-34s %14s %14s%n", "", "raw echo", "master");
        out.printf("%-34s %,14.0f %,14.0f%n", "commands per second", rawEchoPerSecond, masterCommandsPerSecond);
        out.printf("%-34s %14s %14.2f%n", "ratio (the bar is 1.00)", "1.00", ratio());
        out.printf("%-34s %,14.0f %,14.0f%n", roundTrip("p50"), rawP50Us, p50Us);
        out.printf("%-34s %,14.0f %,14.0f%n", roundTrip("p99"), rawP99Us, p99Us);
        out.printf("%-34s %14s %14.3f%n", "bytes allocated per command", "", bytesAllocatedPerCommand);
        out.printf("%-34s %14s %14.1f%n", "commands per message of the log", "1.0", commandsPerBatch);
        out.printf("%-34s %14s %14.1f%n", "commands per datagram of events", "", commandsPerEventBatch);
        out.printf("%nBoth: three replica processes, one client thread, window %,d, MTU %,d, log synced on a%n" +
            "quorum, CRC-32C, idle sleeps of at most 100 us, %d processors. Raw: messages of 64 bytes.%n" +
            "Master: create, join, leave, log in and out, and a game node's answers, all witnessed; round%n" +
            "trips of commands that the master answers by itself. Bytes: of the leader's service thread.%n",
            settings.window(), settings.mtuBytes(), Runtime.getRuntime().availableProcessors());
        if (refused > 0)
        {
            out.printf("%nNOT VALID: the master refused %,d requests.%n", refused);
        }
    }

    private String roundTrip(final String percentile)
    {
        return String.format("%s round trip at %,d/s, us", percentile, settings.ratePerSecond());
    }

    void write(final Path file) throws IOException
    {
        final Map<String, Object> json = new LinkedHashMap<>();
        json.put("rawEchoPerSecond", Math.round(rawEchoPerSecond));
        json.put("masterCommandsPerSecond", Math.round(masterCommandsPerSecond));
        json.put("ratio", Math.round(ratio() * 1_000) / 1_000.0);
        json.put("p50Us", Math.round(p50Us));
        json.put("p99Us", Math.round(p99Us));
        json.put("bytesAllocatedPerCommand", Math.round(bytesAllocatedPerCommand * 1_000) / 1_000.0);
        json.put("commandsPerBatch", Math.round(commandsPerBatch * 10) / 10.0);
        json.put("commandsPerEventBatch", Math.round(commandsPerEventBatch * 10) / 10.0);
        json.put("rawP50Us", Math.round(rawP50Us));
        json.put("rawP99Us", Math.round(rawP99Us));
        json.put("roundTripRatePerSecond", settings.ratePerSecond());
        json.put("window", settings.window());
        json.put("mtuBytes", settings.mtuBytes());
        json.put("seconds", settings.seconds());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("refused", refused);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), json);
    }
}
