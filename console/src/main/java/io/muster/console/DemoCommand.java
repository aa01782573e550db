package io.muster.console;

import io.muster.console.report.JsonFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** A whole cluster, players, and a leader that dies, in one command. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    header = "See a whole cluster, 200 players, and a leader that dies.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "Three masters, two session nodes and two game nodes are started on this machine, each its own process." +
            " Simulated players play Connect Four and a 20 Hz arena. The process of the master that leads is killed" +
            " and comes back five seconds later; at the end stands what the players noticed. Nothing is left behind."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
        "0:the verdict is ok",
        "1:the verdict is not ok; the place of the logs is printed",
        "2:an option was refused, nothing was started",
        "3:the cluster could not be started"
    },
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster demo",
        "  ./muster demo --players 500 --seconds 60 --kill-leader-at 20",
        "  ./muster demo --kill-leader-at 0 --json demo.json        nobody is killed"
    })
final class DemoCommand implements Callable<Integer>
{
    private static final int PLAYERS_MIN = 2;
    private static final int PLAYERS_MAX = 10_000;
    private static final int SECONDS_MIN = 5;
    private static final int SECONDS_MAX = 3_600;

    @Spec
    private CommandSpec spec;

    @Option(
        names = "--players",
        paramLabel = "N",
        defaultValue = "200",
        description = "simulated players, " + PLAYERS_MIN + " to " + PLAYERS_MAX + " (default: ${DEFAULT-VALUE})")
    private int players;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "30",
        description = "how long they begin new games, " + SECONDS_MIN + " to " + SECONDS_MAX +
            " (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
        names = "--kill-leader-at",
        paramLabel = "S",
        description = "the second at which the leader is killed; 0: never (default: 10, or half of a shorter run)")
    private Integer killAt;

    @Option(names = "--json", paramLabel = "FILE", description = "write the numbers there too")
    private Path json;

    @Override
    public Integer call()
    {
        final int kill = killAt == null ? Math.min(10, seconds / 2) : killAt;
        Options.checkRange(spec, "--players", players, PLAYERS_MIN, PLAYERS_MAX);
        Options.checkRange(spec, "--seconds", seconds, SECONDS_MIN, SECONDS_MAX);
        if (kill < 0 || kill >= seconds)
        {
            throw new ParameterException(spec.commandLine(), "--kill-leader-at is 0 (never) or a second of the run, " +
                "1 to " + (seconds - 1) + ", not " + kill);
        }
        final JsonFile file = new JsonFile(json);
        return new Demo(spec.commandLine().getOut(), players, seconds, kill).run(file) ? 0 : 1;
    }
}
