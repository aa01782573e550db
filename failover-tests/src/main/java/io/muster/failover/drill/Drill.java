package io.muster.failover.drill;

import io.muster.console.local.ConsoleException;
import io.muster.failover.fault.Fault;
import io.muster.node.StartupException;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The main class of {@code ./muster drill}; its {@code --help} tells the rest. */
public final class Drill
{
    private static final String REFUSED = "M0251";
    private static final int NOT_OK = 1;
    private static final int ASKED_WRONGLY = 2;
    static final int WORLD = 3;

    private Drill()
    {
    }

    /** Ends the process with the exit status that {@code --help} lists. */
    public static void main(final String[] args)
    {
        System.exit(run(args));
    }

    private static int run(final String[] args)
    {
        if (args.length > 0 && ("--help".equals(args[0]) || "-h".equals(args[0])))
        {
            System.out.print(DrillSettings.HELP);
            return 0;
        }
        if (DrillSettings.isList(args))
        {
            Faults.ALL.forEach((fault) -> System.out.printf("%-16s %s%s%n", fault.name(), fault.sentence(),
                fault.needs().isEmpty() ? "" : "  (needs " + new TreeSet<>(fault.needs()) + ")"));
            return 0;
        }
        try
        {
            final DrillSettings settings = DrillSettings.parse(args);
            final Machine machine = new Machine();
            return machine.needsCorner(settings.faults()) ? machine.runInCorner(args) : run(settings, machine);
        }
        catch (final IllegalArgumentException ex)
        {
            System.err.println("muster: " + REFUSED + " " + ex.getMessage());
            return ASKED_WRONGLY;
        }
        catch (final ConsoleException ex)
        {
            System.err.println("muster: " + ex.error().code() + " " + ex.getMessage());
            return ex.error().exitStatus();
        }
        catch (final StartupException ex)
        {
            System.err.println("muster: " + ex.getMessage());
            return ex.error().exitStatus();
        }
    }

    private static int run(final DrillSettings settings, final Machine machine)
    {
        machine.furnish();
        final ProgressLine progress = new ProgressLine(System.out);
        final List<DrillRow> rows = new ArrayList<>();
        for (final Fault fault : settings.faults())
        {
            rows.add(machine.lacks(fault).map((why) -> DrillRow.impossible(fault.name(), why))
                .orElseGet(() -> new FaultRun(settings, fault, progress).run()));
            // After each, so that a drill that is ended early leaves what it has found.
            write(settings, rows);
        }
        progress.end();
        new DrillReport(rows).print(System.out);
        if (rows.stream().anyMatch((row) -> !row.isOk() && !row.isImpossible()))
        {
            return NOT_OK;
        }
        return !settings.isAll() && rows.stream().anyMatch(DrillRow::isImpossible) ? WORLD : 0;
    }

    private static void write(final DrillSettings settings, final List<DrillRow> rows)
    {
        if (settings.json() != null)
        {
            new DrillReport(rows).write(settings.json(), settings.isAll() || settings.faults().size() > 1);
        }
    }
}
