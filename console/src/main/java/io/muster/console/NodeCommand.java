package io.muster.console;

import io.muster.console.local.Foreground;
import io.muster.console.local.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** One node in the foreground, as production would run it. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    header = "Run one node, as in production.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "It stays in the foreground, prints one line that begins with `ready` when it is up, and closes in order on" +
            " SIGTERM or SIGINT."
    },
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster node master --config master-0.conf",
        "  ./muster node session --config session.conf --set session.tcpPort=7000",
        "  ./muster node game --print-settings          every setting: value, default, range, what it is for",
        "  ./muster node master --config master-0.conf --jvm -Xmx4g --jvm -XX:+UseZGC"
    })
final class NodeCommand implements Callable<Integer>
{
    /** As written on the command line. */
    enum Word
    {
        master, session, game
    }

    @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Word kind;

    @Option(names = "--config", paramLabel = "FILE", description = "the node's settings, in HOCON")
    private Path config;

    @Option(
        names = "--set",
        paramLabel = "NAME=VALUE",
        description = "a setting that wins over the file; may be repeated")
    private List<String> settings = List.of();

    @Option(names = "--print-settings", description = "print every setting and end")
    private boolean isPrint;

    @Option(names = "--jvm", paramLabel = "FLAG", description = "a flag of the node's JVM; may be repeated")
    private List<String> jvmFlags = List.of();

    @Override
    public Integer call()
    {
        final List<String> arguments = new ArrayList<>();
        if (config != null)
        {
            arguments.addAll(List.of("--config", config.toString()));
        }
        settings.forEach((setting) -> arguments.addAll(List.of("--set", setting)));
        if (isPrint)
        {
            arguments.add("--print-settings");
        }
        final Kind started = Kind.valueOf(kind.name().toUpperCase(Locale.ROOT));
        return Foreground.run(started.mainClass(), jvmFlags, arguments);
    }
}
