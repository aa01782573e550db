package io.muster.console;

import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.StandingCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Starts a cluster that stays when this process ends. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    header = "Start a cluster that stays.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "Three masters, two session nodes and two game nodes run on this machine until `muster down`. It is refused" +
            " when a port is taken, memory is short, or a cluster is up already."
    },
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster up                         data in ./data, logs in ./logs, ports from 20000",
        "  ./muster up --first-port 30000 --data /tmp/other --logs /tmp/other-logs"
    })
final class UpCommand implements Callable<Integer>
{
    private static final int PORT_MIN = 1_024;
    private static final int PORT_MAX = 65_400;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(
        names = "--logs",
        paramLabel = "FOLDER",
        defaultValue = "logs",
        description = "a log file for each node (default: ./${DEFAULT-VALUE})")
    private Path logs;

    @Option(
        names = "--first-port",
        paramLabel = "PORT",
        defaultValue = "20000",
        description = "first of a hundred ports on 127.0.0.1 (default: ${DEFAULT-VALUE})")
    private int firstPort;

    @Override
    public Integer call()
    {
        if (firstPort < PORT_MIN || firstPort > PORT_MAX)
        {
            throw new ParameterException(spec.commandLine(),
                "--first-port is from " + PORT_MIN + " to " + PORT_MAX + ", not " + firstPort);
        }
        final long beginNs = System.nanoTime();
        final PrintWriter out = spec.commandLine().getOut();
        out.println("Starting three masters, two session nodes and two game nodes ...");
        out.flush();
        final LocalCluster cluster = StandingCluster.start(folders.data, logs, firstPort);
        for (final LocalNode node : cluster.nodes())
        {
            out.printf("  %-10s pid %-8d %s%n", node.name(), node.process().orElseThrow().pid(), ports(node));
        }
        final long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNs) / 100;
        out.printf("Ready after %d.%d s; %s leads.%n", tenths / 10, tenths % 10, cluster.awaitLeader());
        out.println("Next: ./muster status, ./muster bots --players 50, ./muster down");
        return 0;
    }

    private static String ports(final LocalNode node)
    {
        final String status = "status page http://127.0.0.1:" + node.place().statusPort() + "/status";
        return node.place().kind() == Kind.SESSION ?
            status + ", players at TCP " + node.place().tcpPort() + " and WebSocket " + node.place().webSocketPort() :
            status;
    }
}
