package io.muster.replay.prompt;

import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.node.StartupException;
import io.muster.replay.incident.ExtractCommand;
import io.muster.replay.instance.InstanceCommand;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.ReplayError;
import io.muster.replay.serve.ServeCommand;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.verify.DiffCommand;
import io.muster.replay.verify.VerifyCommand;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Brings the master back to where it was, and looks around there. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    header = "Bring the master back to any position of a replica's log, and look around.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "The real engine is given the log again, from the nearest snapshot on, so it does what it did. Then there is" +
            " a prompt, or --command says what to do. Nothing in the directory is changed; a copy of it will do, and" +
            " so will that of a replica that was killed or still runs.",
        ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nOr, with other things to do:%n",
    subcommands = {
        InstanceCommand.class, ServeCommand.class, VerifyCommand.class, DiffCommand.class, ExtractCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster replay data/master-0                        the last position, and a prompt",
        "  ./muster replay data/master-0 --to 65536 --command 'find instances free>0'",
        "  ./muster replay data/master-0 --until 'type=RequestRefused code=INSTANCE_FULL'",
        "  ./muster replay verify data/master-0 data/master-1 data/master-2",
        "  ./muster replay instance data/game-1 --instance 42"
    })
public final class ReplayCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "a replica's directory")
    private Path dir;

    @Option(names = "--to", paramLabel = "POS", description = "begin at this position (default: the last)")
    private Long to;

    @Option(
        names = "--until", paramLabel = "EXPRESSION", description = "begin where this is so first: 'users>=100'")
    private String until;

    @Option(names = "--break", paramLabel = "EXPRESSION", description = "where run stops; may be repeated")
    private List<String> breaks = List.of();

    @Option(
        names = "--command", paramLabel = "LINE", description = "instead of a prompt do this; may be repeated")
    private List<String> commands = List.of();

    @Option(names = "--json", description = "answers as JSON, an object a line")
    private boolean isJson;

    @Option(names = "--salvage", description = "end where the log is damaged")
    private boolean isSalvage;

    @Option(
        names = "--set",
        paramLabel = "NAME=VALUE",
        description = "a setting that the replica had and did not note, such as master.usersMax=5000")
    private Map<String, String> overrides = Map.of();

    @Override
    public Integer call()
    {
        if (dir == null)
        {
            throw ReplayError.ASKED_WRONGLY.because("which log? muster replay DIR; see --help");
        }
        final ReplicaFiles files = LogDirectory.open(dir);
        final PrintWriter err = spec.commandLine().getErr();
        try (ReplayedMaster master = new ReplayedMaster(files, EngineNote.read(dir, overrides)))
        {
            if (isSalvage)
            {
                master.salvage();
            }
            master.keepCheckpoints().progress((position) ->
            {
                err.printf(Locale.ROOT, "replaying, position %,d of %,d\r", position, master.lastPosition());
                err.flush();
            });
            LogDirectory.withoutNote(dir, overrides).ifPresent((warning) -> err.println("muster: " + warning));
            final Prompt prompt = new Prompt(master, new Screen(spec.commandLine().getOut(), isJson));
            begin(master, prompt);
            master.warnings().forEach((warning) -> err.println("muster: " + warning));
            if (!commands.isEmpty())
            {
                execute(prompt);
            }
            else
            {
                prompt(prompt, err);
            }
        }
        return 0;
    }

    private void begin(final ReplayedMaster master, final Prompt prompt)
    {
        breaks.forEach((it) -> prompt.execute("break " + it));
        if (to != null || until == null)
        {
            prompt.execute("goto " + (to == null ? master.lastPosition() : to));
        }
        if (until != null)
        {
            prompt.execute("until " + until);
        }
    }

    private void execute(final Prompt prompt)
    {
        for (final String command : commands)
        {
            if (!prompt.execute(command))
            {
                return;
            }
        }
    }

    /** History is kept in the home directory, as the other tools of a developer do. */
    private static void prompt(final Prompt prompt, final PrintWriter err)
    {
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build())
        {
            final LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("muster")
                .completer(new StringsCompleter(Prompt.WORDS))
                .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".muster-history"))
                .build();
            boolean isOn = true;
            while (isOn)
            {
                isOn = execute(prompt, reader.readLine("replay> "), err);
            }
        }
        catch (final EndOfFileException | UserInterruptException end)
        {
            // The person at the keyboard has had enough.
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static boolean execute(final Prompt prompt, final String line, final PrintWriter err)
    {
        try
        {
            return prompt.execute(line);
        }
        catch (final ReplayError.Refusal | StartupException refusal)
        {
            err.println(refusal.getMessage());
            err.flush();
            return true;
        }
    }
}
