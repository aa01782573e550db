package io.muster.benchmarks.capture;

import io.muster.benchmarks.asked.BenchmarkError;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongBiFunction;

/** What was measured, as a table with its bars and as JSON. */
final class CaptureReport
{
    private static final double RATIO_MIN = 0.95;
    private static final double BYTES_PER_MB = 1e6;

    final Side floodOff = new Side();
    final Side floodOn = new Side();
    final Side pacedOff = new Side();
    final Side pacedOn = new Side();
    long dropped;
    /** What a player met that makes the load another one, or null. */
    String disturbance;

    private final CaptureOptions options;
    private final List<String> threads;

    /** @param threads of which bytes and processor time were read. */
    CaptureReport(final CaptureOptions options, final List<String> threads)
    {
        this.options = options;
        this.threads = threads;
    }

    /** Why the numbers mean nothing; null: they do. */
    private String invalid()
    {
        if (dropped > 0)
        {
            return String.format(Locale.ROOT, "%,d messages were not captured", dropped);
        }
        return floodOff.hasStood() || floodOn.hasStood() ? "for half a second nothing went at all" : disturbance;
    }

    boolean isValid()
    {
        return invalid() == null;
    }

    private Ratio ratio()
    {
        return floodOn.ratioTo(floodOff, Round::packetsPerSecond);
    }

    /** Of the threads that capturing is not to hold up: all but the writers'. */
    private double agentBytes(final Side side)
    {
        return perPacket(side, Round::allocatedBytes, false);
    }

    private double captureBytes(final Side side)
    {
        return perPacket(side, Round::allocatedBytes, true);
    }

    private double perPacket(
        final Side side, final ToLongBiFunction<Round, Integer> value, final boolean isOfWriters)
    {
        double sum = 0;
        for (int i = 0; i < threads.size(); i++)
        {
            final int thread = i;
            sum += threads.get(i).equals(ThreadMeter.CAPTURE) == isOfWriters ?
                side.perPacket((round) -> value.applyAsLong(round, thread)) : 0;
        }
        return sum;
    }

    private double ownBytes()
    {
        return agentBytes(floodOn) - agentBytes(floodOff);
    }

    private boolean holdsThroughput()
    {
        return ratio().mean() >= RATIO_MIN;
    }

    /** Netty allocates for each read, and reads hold now more, now fewer packets; the smallest object has 16 bytes. */
    private boolean holdsBytes()
    {
        return ownBytes() < 1;
    }

    void print(final PrintStream out)
    {
        out.printf(Locale.ROOT, "%n%n%-44s %13s %13s%n", "", "capture off", "capture on");
        line(out, "packets per second", floodOff.mean(Round::packetsPerSecond),
            floodOn.mean(Round::packetsPerSecond));
        line(out, paced("p50"), pacedOff.median(Round::p50Us), pacedOn.median(Round::p50Us));
        line(out, paced("p99"), pacedOff.median(Round::p99Us), pacedOn.median(Round::p99Us));
        line(out, "captured messages per second", floodOff.perSecond(Round::messages),
            floodOn.perSecond(Round::messages));
        line(out, "batches written per second", floodOff.perSecond(Round::batches), floodOn.perSecond(Round::batches));
        line(out, "captured MB per second", floodOff.perSecond(Round::capturedBytes) / BYTES_PER_MB,
            floodOn.perSecond(Round::capturedBytes) / BYTES_PER_MB);
        printThreads(out);
        out.printf(Locale.ROOT, "%n%-62s %9.3f  %s  (standard error %.3f)%n",
            "packets per second with capture / without, >= 0.95", ratio().mean(), holdsThroughput() ? "yes" : "NO",
            ratio().standardError());
        out.printf(Locale.ROOT, "%-62s %9.3f  %s%n", "bytes per packet that our threads allocate for capture, 0",
            ownBytes(), holdsBytes() ? "yes" : "NO");
        printNotes(out);
    }

    private void printThreads(final PrintStream out)
    {
        out.printf(Locale.ROOT, "%n%-20s %23s   %27s%n", "", "allocated bytes", "processor ns");
        out.printf(Locale.ROOT, "%-20s %11s %11s   %13s %13s%n", "per packet, thread", "off", "on", "off", "on");
        for (int i = 0; i < threads.size(); i++)
        {
            final int thread = i;
            out.printf(Locale.ROOT, "%-20s %11.3f %11.3f   %13.0f %13.0f%n",
                threads.get(i),
                floodOff.perPacket((round) -> round.allocatedBytes(thread)),
                floodOn.perPacket((round) -> round.allocatedBytes(thread)),
                floodOff.perPacket((round) -> round.cpuNs(thread)),
                floodOn.perPacket((round) -> round.cpuNs(thread)));
        }
    }

    private void printNotes(final PrintStream out)
    {
        out.printf(Locale.ROOT, """

            Session node and game node in one process, three masters and %,d players on the same %d processors, which
            they fill: what the writers work, others do not. Inputs of %d bytes, at most %d of a player on their way,
            TCP on loopback, an echo of %d ticks a second. Packets are inputs that the session node heard and outputs
            that it told. Off and on in turns, rounds of half a second, %d of each: geometric means, and the standard
            error of the ratio from those of neighbouring rounds. At the steady pace %d of each: medians, from input to
            echo; waiting for the tick, 10 ms at most, is part of it.
            The thread %s is both nodes' writers: what it allocates is Chronicle Queue's. What the gateway allocates
            is Netty's, for each read, off and on; reads hold now more, now fewer packets, so less than a byte of
            difference is none.
            """, options.players(), Runtime.getRuntime().availableProcessors(), EchoPlayers.INPUT_BYTES,
            options.window(), Echo.TICKS_PER_SECOND, floodOn.count(), pacedOn.count(), ThreadMeter.CAPTURE);
        if (!isValid())
        {
            out.printf("%nNOT VALID: %s.%n", invalid());
        }
    }

    private String paced(final String percentile)
    {
        return String.format(Locale.ROOT, "%s at %,d inputs a second, us", percentile, options.rate());
    }

    private static void line(final PrintStream out, final String what, final double off, final double on)
    {
        out.printf(Locale.ROOT, "%-44s %,13.0f %,13.0f%n", what, off, on);
    }

    /** @throws BenchmarkError.Refusal FILE_UNWRITABLE. */
    void write(final Path file)
    {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode root = mapper.createObjectNode();
        root.put("valid", isValid());
        root.put("invalidBecause", invalid());
        putSide(root.putObject("captureOff"), floodOff, pacedOff);
        putSide(root.putObject("captureOn"), floodOn, pacedOn);
        root.put("throughputRatio", rounded(ratio().mean()));
        root.put("throughputRatioStandardError", rounded(ratio().standardError()));
        root.put("ownBytesPerPacket", rounded(ownBytes()));
        root.put("captureThreadBytesPerPacket", rounded(captureBytes(floodOn)));
        root.put("captureThreadBytesPerPacketAtSteadyPace", rounded(captureBytes(pacedOn)));
        root.put("capturedMessagesPerSecond", Math.round(floodOn.perSecond(Round::messages)));
        root.put("capturedBatchesPerSecond", Math.round(floodOn.perSecond(Round::batches)));
        root.put("capturedBytesPerSecond", Math.round(floodOn.perSecond(Round::capturedBytes)));
        root.put("droppedMessages", dropped);
        root.putObject("holds").put("throughput", holdsThroughput()).put("bytes", holdsBytes());
        root.put("players", options.players());
        root.put("window", options.window());
        root.put("inputBytes", EchoPlayers.INPUT_BYTES);
        root.put("ticksPerSecond", Echo.TICKS_PER_SECOND);
        root.put("ratePerSecond", options.rate());
        root.put("rounds", floodOn.count());
        root.put("roundsAtSteadyPace", pacedOn.count());
        root.put("seconds", options.seconds());
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

    private void putSide(final ObjectNode json, final Side flood, final Side paced)
    {
        json.put("packetsPerSecond", Math.round(flood.mean(Round::packetsPerSecond)));
        json.put("p50Us", Math.round(paced.median(Round::p50Us)));
        json.put("p99Us", Math.round(paced.median(Round::p99Us)));
        json.put("bytesPerPacket", rounded(agentBytes(flood)));
        json.put("nsPerPacket", Math.round(perPacket(flood, Round::cpuNs, false)));
        json.put("captureThreadNsPerPacket", Math.round(perPacket(flood, Round::cpuNs, true)));
        final ObjectNode bytes = json.putObject("bytesPerPacketOfThread");
        for (int i = 0; i < threads.size(); i++)
        {
            final int thread = i;
            bytes.put(threads.get(i), rounded(flood.perPacket((round) -> round.allocatedBytes(thread))));
        }
    }

    private static double rounded(final double value)
    {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
