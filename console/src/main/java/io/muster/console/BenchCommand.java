package io.muster.console;

import io.muster.console.local.Foreground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** The numbers, measured by the benchmarks module in a JVM of its own. */
@Command(
    name = "bench",
    header = "Measure: the master and its failover against raw Aeron Cluster, its directory engine against peers.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = "What follows the name of the benchmark is the benchmark's own.",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster bench master --seconds 10 --json bench.json",
        "        raw Aeron Cluster and the master, one after the other, on this machine",
        "  ./muster bench directory --users 1000000 --json directory.json",
        "        the directory engine, CQEngine, H2, hash maps and Redis: same users, questions and answers",
        "  ./muster bench failover --rounds 30 --json failover.json",
        "        leaders killed one after the other, of raw Aeron Cluster and of Muster; and the price of witnessing",
        "  ./muster bench elections --minutes 10 --set master.leaderTimeout=300ms",
        "        elections that nobody needed, in a cluster under full load",
        "  ./muster bench capture --seconds 60 --json capture.json",
        "        a session node and a game node with capture off and on, in turns",
        "  ./muster bench replay --commands 10000000",
        "        how fast a log is dumped, checked and replayed, and any position of it reached",
        "  ./muster bench master --help",
        "  ./muster bench directory --help",
        "  ./muster bench failover --help",
        "  ./muster bench capture --help"
    },
    subcommands = { BenchCommand.Master.class, BenchCommand.Directory.class, BenchCommand.Failover.class,
        BenchCommand.Elections.class, BenchCommand.Capture.class, BenchCommand.Replay.class })
final class BenchCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(),
            "which benchmark? There are: master, directory, failover, elections, capture, replay");
    }

    /** A benchmark, to which all arguments are passed on as they are. */
    abstract static class Passing implements Callable<Integer>
    {
        @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "passed on as it is")
        private List<String> arguments = List.of();

        /** Run it. */
        abstract int run(List<String> passed);

        @Override
        public Integer call()
        {
            return run(arguments);
        }
    }

    /** {@code bench master}. */
    @Command(name = "master", description = "The master against raw Aeron Cluster.")
    static final class Master extends Passing
    {
        @Override
        int run(final List<String> passed)
        {
            return Foreground.run("io.muster.benchmarks.MasterBenchmark", List.of(), passed);
        }
    }

    /** {@code bench directory}. */
    @Command(name = "directory", description = "The directory engine against CQEngine, H2, hash maps and Redis.")
    static final class Directory extends Passing
    {
        private static final String ROOT = "muster.root";

        /** It writes its plot into the project, if it is started from there. */
        @Override
        int run(final List<String> passed)
        {
            final String root = System.getProperty(ROOT);
            return Foreground.run("io.muster.benchmarks.directory.DirectoryBenchmark",
                root == null ? List.of() : List.of("-D" + ROOT + '=' + root), passed);
        }
    }

    /** {@code bench failover}. */
    @Command(name = "failover", description = "Leaders that are killed, against raw Aeron Cluster.")
    static final class Failover extends Passing
    {
        @Override
        int run(final List<String> passed)
        {
            return Foreground.run("io.muster.failover.bench.FailoverBenchmark", List.of(), passed);
        }
    }

    /** {@code bench elections}. */
    @Command(name = "elections", description = "Elections that nobody needed, under full load.")
    static final class Elections extends Passing
    {
        @Override
        int run(final List<String> passed)
        {
            return Foreground.run("io.muster.failover.elections.ElectionBenchmark", List.of(), passed);
        }
    }

    /** {@code bench capture}. */
    @Command(name = "capture", description = "Session and game nodes with capture off and on.")
    static final class Capture extends Passing
    {
        /** With the collector that the nodes have when the console starts them. */
        @Override
        int run(final List<String> passed)
        {
            return Foreground.run("io.muster.benchmarks.capture.CaptureBenchmark",
                List.of("-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true"), passed);
        }
    }

    /** {@code bench replay}. */
    @Command(name = "replay", description = "How fast the past is brought back.")
    static final class Replay extends Passing
    {
        @Override
        int run(final List<String> passed)
        {
            return Foreground.replay("bench replay", passed);
        }
    }
}
