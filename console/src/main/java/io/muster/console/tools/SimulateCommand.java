package io.muster.console.tools;

import io.muster.console.local.Foreground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/** Whole systems in one thread each, in a JVM of its own. */
@Command(
    name = "simulate",
    header = "Simulate whole systems and all that can go wrong with them, each from one seed.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = "Its options are told by ./muster simulate --help.",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster simulate --minutes 3       fresh seeds",
        "  ./muster simulate --seed 42         one seed; the same every time",
        "  ./muster simulate --mutants         whether planted defects are found"
    })
public final class SimulateCommand implements Callable<Integer>
{
    private static final String MAIN = "io.muster.failover.simulation.Simulate";
    private static final String ROOT = "muster.root";

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "passed on as it is")
    private List<String> arguments = List.of();

    /** It plants defects into the project's sources, if it is started from there. */
    @Override
    public Integer call()
    {
        final String root = System.getProperty(ROOT);
        return Foreground.run(MAIN, root == null ? List.of() : List.of("-D" + ROOT + '=' + root), arguments);
    }
}
