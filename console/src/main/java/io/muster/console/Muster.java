package io.muster.console;

import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;
import io.muster.console.tools.DrillCommand;
import io.muster.console.tools.LogCommand;
import io.muster.console.tools.ReplayCommand;
import io.muster.console.tools.SimulateCommand;
import io.muster.node.StartupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.List;

/** The {@code muster} command: {@code ./muster --help} lists what it can do. */
@Command(
    name = "muster",
    mixinStandardHelpOptions = true,
    version = "Muster 0.1.0-SNAPSHOT",
    header = "The backend of instance-based online games: a replicated master, session nodes and game nodes.",
    synopsisHeading = "%nUsage: ",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
        DemoCommand.class,
        UpCommand.class,
        DownCommand.class,
        StatusCommand.class,
        FindCommand.class,
        BotsCommand.class,
        NodeCommand.class,
        BenchCommand.class,
        DrillCommand.class,
        SimulateCommand.class,
        LogCommand.class,
        ReplayCommand.class,
        CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
        "0:done; a verdict is ok",
        "1:a verdict is not ok, or Muster itself is wrong",
        "2:asked wrongly: an option or a setting",
        "3:the world is not as it must be: a port, a disk, memory, a node that ended"
    },
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster demo                     three masters, 200 players, and a leader that dies",
        "  ./muster up                       a cluster that stays",
        "  ./muster bots --players 50        players for it",
        "  ./muster status                   who leads, and what there is",
        "  ./muster find instances           what runs, by what it is",
        "  ./muster down                     stop it",
        "  ./muster replay data/master-0     its past, at a prompt",
        "  ./muster help demo                what a command can do"
    })
public final class Muster implements Runnable
{
    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec;

    /** Ends the process with the exit status that {@code --help} lists. */
    public static void main(final String[] args)
    {
        System.exit(commandLine().execute(args));
    }

    /** The whole command; what it prints goes to the writers of this. */
    static CommandLine commandLine()
    {
        final CommandLine command = new CommandLine(new Muster())
            .setUsageHelpWidth(WIDTH)
            .setParameterExceptionHandler(Muster::refuse)
            .setExecutionExceptionHandler((ex, failed, parsed) -> fail(ex, failed));
        command.getSubcommands().get("bench").getSubcommands().values()
            .forEach((benchmark) -> benchmark.setUnmatchedOptionsArePositionalParams(true));
        List.of("drill", "simulate", "log", "replay").forEach((name) ->
            command.getSubcommands().get(name).setUnmatchedOptionsArePositionalParams(true));
        return command;
    }

    @Override
    public void run()
    {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int refuse(final ParameterException ex, final String[] args)
    {
        final CommandLine command = ex.getCommandLine();
        final PrintWriter err = command.getErr();
        err.println("muster: " + ConsoleError.OPTION_REFUSED.code() + " " + ex.getMessage());
        UnmatchedArgumentException.printSuggestions(ex, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ConsoleError.OPTION_REFUSED.exitStatus();
    }

    private static int fail(final Exception ex, final CommandLine command)
    {
        final PrintWriter err = command.getErr();
        if (ex instanceof ConsoleException known)
        {
            err.println("muster: " + known.error().code() + " " + known.getMessage());
            return known.error().exitStatus();
        }
        if (ex instanceof StartupException known)
        {
            err.println("muster: " + known.getMessage());
            return known.error().exitStatus();
        }
        err.println("muster: " + ConsoleError.DEFECT.code() + " this is a defect of Muster; please report it");
        ex.printStackTrace(err);
        return ConsoleError.DEFECT.exitStatus();
    }
}
