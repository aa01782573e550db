package io.muster.console.tools;

import io.muster.console.local.Foreground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/** Real faults on real processes, in a JVM of its own. */
@Command(
    name = "drill",
    header = "Strike a cluster with real faults while players play, and judge what came of it.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = "Its options are told by ./muster drill --help.",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster drill --list                       what faults there are",
        "  ./muster drill --fault leader-kill          again and again for half a minute",
        "  ./muster drill --all --json drill.json      each of them; some need root"
    })
public final class DrillCommand implements Callable<Integer>
{
    private static final String MAIN = "io.muster.failover.drill.Drill";

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "passed on as it is")
    private List<String> arguments = List.of();

    @Override
    public Integer call()
    {
        return Foreground.run(MAIN, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), arguments);
    }
}
