package io.muster.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;
import io.muster.console.local.StandingCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Shows the cluster that {@code up} started, as its nodes' status pages tell. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Show who leads, and what there is.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "A line for each node: its role, and how far along the log it is; how many nodes, users and instances it knows."
    },
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster status",
        "  ./muster status --json        everything that the nodes' status pages say"
    })
final class StatusCommand implements Callable<Integer>
{
    private static final String ROW = "%-11s %-8s %-9s %6s %12s %8s %8s %10s%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean isJson;

    @Override
    public Integer call()
    {
        final LocalCluster cluster = StandingCluster.find(folders.data);
        if (isJson)
        {
            printJson(cluster);
        }
        else
        {
            printTable(cluster);
        }
        return 0;
    }

    private void printTable(final LocalCluster cluster)
    {
        final PrintWriter out = spec.commandLine().getOut();
        out.printf(ROW, "node", "pid", "role", "term", "position", "nodes", "users", "instances");
        for (final LocalNode node : cluster.nodes())
        {
            final Optional<NodeStatus> status = cluster.status(node);
            final String pid = node.process().map((process) -> String.valueOf(process.pid())).orElse("-");
            if (status.isEmpty())
            {
                out.printf(ROW, node, pid, node.isAlive() ? "silent" : "gone", "-", "-", "-", "-", "-");
                continue;
            }
            final NodeStatus said = status.get();
            out.printf(ROW, node, pid, said.role(), said.shown(NodeStatus.TERM), said.shown(NodeStatus.POSITION),
                said.shown(NodeStatus.NODES), said.shown(NodeStatus.USERS), said.shown(NodeStatus.INSTANCES));
        }
        out.println(cluster.leader().map((leader) -> leader + " leads.").orElse("No master leads."));
    }

    private void printJson(final LocalCluster cluster)
    {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode root = mapper.createObjectNode();
        root.put("leader", cluster.leader().map(LocalNode::name).orElse(null));
        final ArrayNode nodes = root.putArray("nodes");
        for (final LocalNode node : cluster.nodes())
        {
            final ObjectNode entry = nodes.addObject().put("name", node.name()).put("alive", node.isAlive());
            node.process().ifPresent((process) -> entry.put("pid", process.pid()));
            cluster.status(node).ifPresent((status) -> entry.set("status", status.values()));
        }
        try
        {
            spec.commandLine().getOut().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
