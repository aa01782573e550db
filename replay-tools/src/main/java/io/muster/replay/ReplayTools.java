package io.muster.replay;

import io.muster.console.local.ConsoleException;
import io.muster.node.StartupException;
import io.muster.replay.bench.BenchCommand;
import io.muster.replay.dump.DumpCommand;
import io.muster.replay.log.ReplayError;
import io.muster.replay.prompt.ReplayCommand;
import io.muster.replay.stat.StatCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine;

import java.io.PrintWriter;

/** The main class of {@code ./muster log} and {@code ./muster replay}; their {@code --help} tells the rest. */
@Command(name = "muster", subcommands = {ReplayTools.LogCommand.class, ReplayCommand.class, BenchCommand.class})
public final class ReplayTools
{
    private static final int WIDTH = 100;
    private static final int ASKED_WRONGLY = 2;

    /** What is read and not replayed. */
    @Command(
        name = "log",
        mixinStandardHelpOptions = true,
        header = "Look into the log of a replica of the master, or into what a node has captured.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        subcommands = {DumpCommand.class, StatCommand.class})
    static final class LogCommand
    {
    }

    private ReplayTools()
    {
    }

    /** Ends the process: 0 done, 1 something is different that should not be, 2 asked wrongly, 3 files or disk. */
    public static void main(final String[] args)
    {
        System.exit(run(new PrintWriter(System.out, false), new PrintWriter(System.err, true), args));
    }

    /** Run a command line, and return its exit status. */
    public static int run(final PrintWriter out, final PrintWriter err, final String... args)
    {
        final CommandLine command = new CommandLine(new ReplayTools())
            .setUsageHelpWidth(WIDTH)
            .setOut(out)
            .setErr(err)
            .setParameterExceptionHandler((ex, arguments) ->
            {
                err.println("muster: M0201 " + ex.getMessage());
                err.println("Try '" + ex.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
                return ASKED_WRONGLY;
            })
            .setExecutionExceptionHandler((ex, failed, parsed) -> fail(ex, err));
        versions(command);
        final int status = command.execute(args);
        out.flush();
        return status;
    }

    private static void versions(final CommandLine command)
    {
        command.getCommandSpec().version("Muster 0.1.0-SNAPSHOT");
        command.getSubcommands().values().forEach(ReplayTools::versions);
    }

    private static int fail(final Exception ex, final PrintWriter err)
    {
        if (ex instanceof final ReplayError.Refusal refusal)
        {
            err.println("muster: " + ex.getMessage());
            return refusal.exitStatus();
        }
        if (ex instanceof final StartupException refusal)
        {
            err.println("muster: " + ex.getMessage());
            return refusal.error().exitStatus();
        }
        if (ex instanceof final ConsoleException refusal)
        {
            err.println("muster: " + refusal.error().code() + " " + ex.getMessage());
            return refusal.error().exitStatus();
        }
        err.println("muster: M0299 this is a defect of Muster; please report it");
        ex.printStackTrace(err);
        return 1;
    }
}
