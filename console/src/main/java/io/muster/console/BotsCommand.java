package io.muster.console;

import io.muster.client.SessionNode;
import io.muster.client.simulation.CrowdSettings;
import io.muster.client.simulation.LiveNumbers;
import io.muster.console.local.StandingCluster;
import io.muster.console.report.JsonFile;
import io.muster.console.report.StatusLine;
import io.muster.console.report.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Simulated players against whatever is up. */
@Command(
    name = "bots",
    mixinStandardHelpOptions = true,
    header = "Let simulated players play on a cluster that is up.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "They log in, find or create instances and play them to the end, again and again; at the end stands what they" +
            " noticed."
    },
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster bots --players 50 --seconds 20",
        "  ./muster bots --game arena --players 300 --json bots.json",
        "  ./muster bots --nodes 10.0.0.5:7000,10.0.0.6:7000     session nodes of any cluster"
    })
final class BotsCommand implements Callable<Integer>
{
    private static final int PLAYERS_MAX = 100_000;
    private static final int SECONDS_MAX = 86_400;
    private static final int FINISH_S = 30;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final List<String> GAMES = List.of("connect-four", "arena");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(
        names = "--players",
        paramLabel = "N",
        defaultValue = "100",
        description = "simulated players, 1 to " + PLAYERS_MAX + " (default: ${DEFAULT-VALUE})")
    private int players;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "20",
        description = "how long they begin new games, 1 to " + SECONDS_MAX + " (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
        names = "--game",
        paramLabel = "GAME",
        description = "connect-four or arena; may be repeated (default: both)")
    private List<String> games = GAMES;

    @Option(
        names = "--nodes",
        paramLabel = "HOST:PORT",
        split = ",",
        description = "session nodes to begin with (default: those of `muster up`)")
    private List<String> nodes;

    @Option(names = "--json", paramLabel = "FILE", description = "write the numbers there too")
    private Path json;

    @Override
    public Integer call()
    {
        Options.checkRange(spec, "--players", players, 1, PLAYERS_MAX);
        Options.checkRange(spec, "--seconds", seconds, 1, SECONDS_MAX);
        if (!GAMES.containsAll(games))
        {
            throw new ParameterException(spec.commandLine(), "--game is connect-four or arena, not " + games);
        }
        final CrowdSettings settings = new CrowdSettings();
        settings.players = players;
        settings.games = games;
        settings.sessionNodes = sessionNodes();
        settings.finishMaxNs = TimeUnit.SECONDS.toNanos(FINISH_S);
        settings.seed = System.nanoTime();
        final JsonFile file = new JsonFile(json);
        final Verdict verdict = play(settings, file);
        spec.commandLine().getOut().println(verdict.inWords(null));
        return verdict.isOk() ? 0 : 1;
    }

    private List<SessionNode> sessionNodes()
    {
        final List<String> given =
            nodes == null ? StandingCluster.find(folders.data).playerEndpoints() : nodes;
        try
        {
            return given.stream().map(SessionNode::of).toList();
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), "--nodes: " + ex.getMessage());
        }
    }

    private Verdict play(final CrowdSettings settings, final JsonFile file)
    {
        final PrintWriter out = spec.commandLine().getOut();
        try (CrowdThread crowd = new CrowdThread(settings))
        {
            final long beginNs = System.nanoTime();
            LiveNumbers shown = crowd.live();
            crowd.start();
            while (!crowd.isDone())
            {
                LockSupport.parkNanos(LOOK_NS);
                final int elapsedS = (int)TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNs);
                if (elapsedS >= seconds)
                {
                    crowd.stopPlaying();
                }
                if (crowd.live() != shown)
                {
                    shown = crowd.live();
                    out.println(StatusLine.of(elapsedS, shown));
                    out.flush();
                }
            }
            final Verdict verdict = new Verdict(crowd.result(), List.of());
            file.write(crowd.result(), verdict.text());
            return verdict;
        }
    }
}
