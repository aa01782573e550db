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
    header = "Measure: the master against raw Aeron Cluster.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = "What follows the name of the benchmark is the benchmark's own.",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster bench master --seconds 10 --json bench.json",
        "        raw Aeron Cluster and the master, one after the other, on this machine",
        "  ./muster bench master --help"
    },
    subcommands = BenchCommand.Master.class)
final class BenchCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "which benchmark? There is: master");
    }

    /** {@code bench master}. */
    @Command(name = "master", description = "The master against raw Aeron Cluster.")
    static final class Master implements Callable<Integer>
    {
        private static final String MAIN = "io.muster.benchmarks.MasterBenchmark";

        @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "passed on as it is")
        private List<String> arguments = List.of();

        @Override
        public Integer call()
        {
            return Foreground.run(MAIN, List.of(), arguments);
        }
    }
}
