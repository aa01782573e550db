package io.muster.replay.instance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.game.GameType;
import io.muster.game.journal.Rerun;
import io.muster.replay.log.ReplayError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;

/** Runs a game instance again, or lists those that can be. */
@Command(
    name = "instance",
    mixinStandardHelpOptions = true,
    header = "Run one game instance again from its node's capture, and compare it with what it did live.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "The game is called in this process with what it was called with then, and every word and every captured" +
            " state is compared. Without --instance: which instances there are. To stop at a breakpoint, start" +
            " io.muster.replay.ReplayTools under a debugger with these arguments, 'replay' first; or use" +
            " InstanceReplay in a test. Exit status 1: the game did otherwise, 3: the capture cannot be used.",
        ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster replay instance data/game-1",
        "  ./muster replay instance data/game-1 --instance 42 --to-tick 600"
    })
public final class InstanceCommand implements Callable<Integer>
{
    private final ObjectMapper mapper = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CAPTURE", description = "the directory in which a game node captured (capture.dir)")
    private Path capture;

    @Option(names = "--instance", paramLabel = "ID", description = "which one; otherwise they are listed")
    private Long instanceId;

    @Option(names = "--to-tick", paramLabel = "T", description = "the last tick that is run (default: all)")
    private Long toTick;

    @Option(names = "--games", paramLabel = "JAR", split = ",", description = "where games are that are not Muster's")
    private List<Path> games = List.of();

    @Option(names = "--salvage", description = "go on behind what is damaged or missing, from the next state")
    private boolean isSalvage;

    @Option(names = "--json", description = "an object instead of lines")
    private boolean isJson;

    @Override
    public Integer call()
    {
        final Collection<GameType> types = types();
        final InstanceReplay replay = new InstanceReplay(capture, instanceId == null ? 0 : instanceId, types);
        if (instanceId == null)
        {
            return list();
        }
        if (isSalvage)
        {
            replay.salvage();
        }
        replay.toTick(toTick == null ? Long.MAX_VALUE : toTick).run();
        if (isJson)
        {
            spec.commandLine().getOut().println(json(replay));
        }
        else
        {
            print(spec.commandLine().getOut(), replay);
        }
        return replay.difference() == null ? 0 : 1;
    }

    private Collection<GameType> types()
    {
        final List<URL> jars = new ArrayList<>();
        for (final Path jar : games)
        {
            if (!Files.isReadable(jar))
            {
                throw ReplayError.ASKED_WRONGLY.because("there is no " + jar);
            }
            try
            {
                jars.add(jar.toUri().toURL());
            }
            catch (final MalformedURLException ex)
            {
                throw new IllegalStateException(ex);
            }
        }
        final ClassLoader loader = jars.isEmpty() ? GameType.class.getClassLoader() :
            new URLClassLoader(jars.toArray(URL[]::new), GameType.class.getClassLoader());
        return ServiceLoader.load(GameType.class, loader).stream().map(ServiceLoader.Provider::get).toList();
    }

    private int list()
    {
        final InstanceList list = new InstanceList(capture, isSalvage);
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            final ArrayNode all = mapper.createArrayNode();
            list.instances().forEach((it) -> all.addObject().put("instance", it.id).put("gameType", it.gameType)
                .put("seats", it.seatsMax).put("firstTick", it.firstTick).put("lastTick", it.lastTick)
                .put("steps", it.steps).put("hasBeginning", it.hasBeginning).put("over", it.isOver));
            out.println(all);
        }
        else
        {
            out.printf("%10s  %-16s  %5s  %10s  %10s  %10s%n", "instance", "game", "seats", "from tick", "to tick",
                "steps");
            list.instances().forEach((it) -> out.printf(Locale.ROOT, "%10d  %-16s  %5d  %,10d  %,10d  %,10d%s%s%n",
                it.id, it.gameType, it.seatsMax, it.firstTick, it.lastTick, it.steps,
                it.isOver ? "  over" : "", it.hasBeginning ? "" : "  its beginning is gone"));
        }
        if (list.damage() != null)
        {
            throw ReplayError.LOG_DAMAGED.because(list.damage());
        }
        return 0;
    }

    private static void print(final PrintWriter out, final InstanceReplay replay)
    {
        final Rerun rerun = replay.rerun();
        replay.notes().forEach((note) -> out.println("-- " + note));
        out.printf(Locale.ROOT, "%s, tick %,d to %,d: %,d calls made, %,d words and %,d states compared%n",
            rerun.type().name(), replay.firstTick(), rerun.tick(), rerun.calls(), rerun.words(), rerun.states());
        if (replay.difference() == null)
        {
            out.println("the same as live");
            return;
        }
        out.println(ReplayError.INSTANCE_DIFFERS.because("it differs at " + replay.difference()).getMessage());
        replay.fields().forEach((field) -> out.println("    " + field));
        if (replay.chance() == null)
        {
            out.println("run twice more, it does the same both times: what differs is the build, or what it found" +
                " outside when it ran live");
        }
        else
        {
            out.println("run twice more, it differs from itself at " + replay.chance() +
                ": the game takes something from elsewhere than its seed, its players and its ticks");
            replay.chanceFields().forEach((field) -> out.println("    " + field));
        }
    }

    private ObjectNode json(final InstanceReplay replay)
    {
        final Rerun rerun = replay.rerun();
        final ObjectNode root = mapper.createObjectNode()
            .put("instance", instanceId)
            .put("gameType", rerun.type().name())
            .put("firstTick", replay.firstTick())
            .put("lastTick", rerun.tick())
            .put("calls", rerun.calls())
            .put("words", rerun.words())
            .put("states", rerun.states())
            .put("same", replay.difference() == null);
        if (rerun.difference() != null)
        {
            root.putObject("difference").put("tick", rerun.difference().tick()).put("step", rerun.difference().step())
                .put("call", rerun.difference().call()).put("what", rerun.difference().what());
            replay.fields().forEach(root.putArray("fields")::add);
            root.put("differsFromItselfAt", replay.chance());
            replay.chanceFields().forEach(root.putArray("fieldsOfChance")::add);
        }
        replay.notes().forEach(root.putArray("notes")::add);
        return root;
    }
}
