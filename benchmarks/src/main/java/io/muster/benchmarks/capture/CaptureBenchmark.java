package io.muster.benchmarks.capture;

import io.muster.benchmarks.asked.BenchmarkError;

import java.util.concurrent.TimeUnit;

/** Measures a session node and a game node with capture off and on, and says whether capture holds its bars. */
public final class CaptureBenchmark
{
    /** What the compiler takes on two processors that have no time for it, and code that runs 100 times a second. */
    private static final long WARM_UP_NS = TimeUnit.SECONDS.toNanos(60);
    /** Everything is warm by then; what is still on its way from the flood is to be gone. */
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(2);

    private final CaptureProgress progress = new CaptureProgress(System.out);
    private final CaptureOptions options;

    private CaptureBenchmark(final CaptureOptions options)
    {
        this.options = options;
    }

    public static void main(final String[] args)
    {
        if (args.length > 0 && ("--help".equals(args[0]) || "-h".equals(args[0])))
        {
            System.out.print(CaptureOptions.HELP);
            return;
        }
        final Opened opened = new Opened();
        Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "close"));
        int exitStatus;
        try
        {
            final CaptureReport report = new CaptureBenchmark(CaptureOptions.parse(args)).run(opened);
            exitStatus = report.isValid() ? 0 : 1;
        }
        catch (final BenchmarkError.Refusal refusal)
        {
            // After a signal everything ends, and that is no failure.
            if (!opened.isClosed())
            {
                System.err.println("muster: " + refusal.getMessage());
            }
            exitStatus = refusal.error().exitStatus();
        }
        System.exit(exitStatus);
    }

    private CaptureReport run(final Opened opened)
    {
        progress.show("starting three masters, a session node and a game node ...");
        final Nodes nodes = new Nodes(opened);
        final CaptureReport report;
        try (EchoPlayers players = new EchoPlayers(options.players(), options.window(), nodes.tcpPort()))
        {
            final Rounds rounds = new Rounds(nodes, players, progress);
            report = new CaptureReport(options, rounds.threads().names());
            rounds.awaitSeated();
            players.flood();
            final long floodNs = TimeUnit.SECONDS.toNanos(options.seconds());
            rounds.measure("as fast as it goes", WARM_UP_NS, floodNs, report.floodOff, report.floodOn);
            players.pace(options.rate());
            rounds.measure("at a steady pace", DRAIN_NS, floodNs / 4, report.pacedOff, report.pacedOn);
            report.dropped = nodes.ofBoth("capture_dropped_total");
            report.disturbance = players.disturbance();
        }
        progress.show("closing the nodes");
        opened.close();
        report.print(System.out);
        if (options.json() != null)
        {
            report.write(options.json());
        }
        return report;
    }
}
