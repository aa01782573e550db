package io.muster.console.tools;

import io.muster.console.local.Foreground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/** Passes on to the replay tools, in a JVM of its own. */
@Command(
    name = "log",
    header = "Look into the log of a replica: dump it, or tell what is in it.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = "Its options are told by ./muster log --help.",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster log dump data/master-0            a line a message",
        "  ./muster log stat data/master-0            terms, leaders, messages, rates"
    })
public final class LogCommand implements Callable<Integer>
{
    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "passed on as it is")
    private List<String> arguments = List.of();

    @Override
    public Integer call()
    {
        return Foreground.replay("log", arguments);
    }
}
