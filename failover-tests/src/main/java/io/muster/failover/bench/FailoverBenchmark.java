package io.muster.failover.bench;

import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.asked.Values;

/** Measures failover against raw Aeron Cluster, and says whether it holds its bars. */
public final class FailoverBenchmark
{
    private final FailoverSettings settings;
    private final FailoverProgress progress = new FailoverProgress(System.out);

    private FailoverBenchmark(final FailoverSettings settings)
    {
        this.settings = settings;
    }

    public static void main(final String[] args)
    {
        if (args.length > 0 && ("--help".equals(args[0]) || "-h".equals(args[0])))
        {
            System.out.print(FailoverSettings.HELP);
            return;
        }
        try
        {
            final FailoverSettings settings = FailoverSettings.parse(args);
            Values.requireWritable(settings.json());
            new FailoverBenchmark(settings).run();
        }
        catch (final BenchmarkError.Refusal refusal)
        {
            System.err.println("muster: " + refusal.getMessage());
            System.exit(refusal.error().exitStatus());
        }
        System.exit(0);
    }

    private void run()
    {
        final Rounds raw;
        progress.show("raw Aeron Cluster: starting three members ...");
        try (RawCluster cluster = new RawCluster(settings.masters()))
        {
            raw = new Rounds(cluster, progress);
            raw.run(settings.rounds());
        }
        final Rounds muster;
        progress.show("Muster: starting seven nodes ...");
        try (MusterCluster cluster = new MusterCluster(settings.masters()))
        {
            muster = new Rounds(cluster, progress);
            muster.run(settings.rounds());
        }
        final WitnessPrice witnessed = settings.seconds() == 0 ? null : new WitnessPrice(true, progress);
        final WitnessPrice unwitnessed = settings.seconds() == 0 ? null : new WitnessPrice(false, progress);
        measure(witnessed, unwitnessed);

        final FullLoad fullLoad = settings.minutes() == 0 ? null :
            new FullLoad(settings.masters(), settings.minutes(), progress);
        if (fullLoad != null)
        {
            fullLoad.run();
        }

        final FailoverReport report = new FailoverReport(raw, muster, witnessed, unwitnessed, fullLoad);
        report.print(System.out);
        if (settings.json() != null)
        {
            report.write(settings.json());
        }
    }

    /** In turns, so that a machine that grows slower or faster does so for both. */
    private void measure(final WitnessPrice witnessed, final WitnessPrice unwitnessed)
    {
        if (witnessed == null)
        {
            return;
        }
        for (int i = 1; i <= settings.turns(); i++)
        {
            witnessed.measure(settings.seconds());
            unwitnessed.measure(settings.seconds());
        }
    }
}
