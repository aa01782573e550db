package io.muster.console.tools;

import io.muster.console.local.Foreground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/** Passes on to the replay tools, in a JVM of its own. */
@Command(
    name = "replay",
    header = "Bring the master back to any position of its log, and look around.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = "Its options are told by ./muster replay --help.",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster replay data/master-0              the last position, and a prompt",
        "  ./muster replay verify data/master-*       whether the replicas are alike"
    })
public final class ReplayCommand implements Callable<Integer>
{
    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "passed on as it is")
    private List<String> arguments = List.of();

    @Override
    public Integer call()
    {
        return Foreground.replay("replay", arguments);
    }
}
