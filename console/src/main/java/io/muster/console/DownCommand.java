package io.muster.console;

import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.StandingCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** Stops the cluster that {@code up} started, and nothing else. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    header = "Stop that cluster.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "The nodes that players see end first, the masters last. Only processes that `muster up` started are touched." +
            " The data stays, and the next `up` goes on with it."
    },
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster down",
        "  ./muster down && rm -r data logs       and forget everything"
    })
final class DownCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Override
    public Integer call()
    {
        final LocalCluster cluster = StandingCluster.find(folders.data);
        final long alive = cluster.nodes().stream().filter(LocalNode::isAlive).count();
        StandingCluster.stop(cluster, folders.data);
        spec.commandLine().getOut().println(alive + " nodes stopped.");
        return 0;
    }
}
