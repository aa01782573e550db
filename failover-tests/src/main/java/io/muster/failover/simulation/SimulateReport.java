package io.muster.failover.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.failover.simulation.fault.Plan;
import io.muster.failover.simulation.invariant.Judge;
import io.muster.failover.simulation.world.Fault;
import io.muster.failover.simulation.world.Tally;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the simulator tells at the end. */
final class SimulateReport
{
    /** Replica commands and system events a minute that two cores are held to. */
    private static final double COMMANDS_BAR = 20e6;
    private static final double EVENTS_BAR = 1e6;
    private static final int STEPS_SHOWN = 40;

    private final PrintStream out;

    SimulateReport(final PrintStream out)
    {
        this.out = out;
    }

    void print(final Campaign campaign)
    {
        final Tally tally = campaign.tally();
        final double minutes = campaign.minutesTaken();
        out.printf(Locale.ROOT, "%n%,20d seeds in %.2f minutes, %.2f of a processor%n",
            campaign.seeds(), minutes, campaign.processorMinutes());
        rate(tally.replicaCommands(), campaign, COMMANDS_BAR, "commands applied by replicas");
        rate(tally.events(), campaign, EVENTS_BAR, "events of the system");
        out.printf(Locale.ROOT, "%,20d looks at invariants: %s%n%n", tally.checks(), String.join(", ", Judge.names()));
        for (final Fault fault : Fault.values())
        {
            out.printf(Locale.ROOT, "%,20d x %s%n", tally.of(fault), fault.sentence());
        }
        out.println();
        out.println(campaign.failure() == null ? "verdict: ok" : "verdict: " + campaign.failure().sentence());
    }

    /** Two cores have two minutes of a processor in each minute, if nobody else uses them. */
    private void rate(final long count, final Campaign campaign, final double bar, final String what)
    {
        out.printf(Locale.ROOT, "%,20d %s: %,.2f million a minute, %,.2f on two cores of its own (bar: %,.0f)%n",
            count, what, count / campaign.minutesTaken() / 1e6, perMinuteOfTwoCores(count, campaign) / 1e6, bar / 1e6);
    }

    private static double perMinuteOfTwoCores(final long count, final Campaign campaign)
    {
        return 2 * count / campaign.processorMinutes();
    }

    /** A failure, cut down. */
    void print(final Failure failure, final int stepsBefore)
    {
        out.println();
        out.println(failure.sentence());
        out.println(failure.state());
        out.printf("%d of %d steps are enough:%n", failure.history().size(), stepsBefore);
        final List<Plan.Step> steps = failure.history();
        steps.stream().limit(STEPS_SHOWN).forEach((step) -> out.println("  " + step));
        if (steps.size() > STEPS_SHOWN)
        {
            out.printf("  and %d more%n", steps.size() - STEPS_SHOWN);
        }
        out.println();
        out.println("to see it again: " + failure.command());
    }

    static void write(final Path file, final Campaign campaign, final Failure shrunk)
    {
        final ObjectMapper mapper = new ObjectMapper();
        final Tally tally = campaign.tally();
        final ObjectNode root = mapper.createObjectNode()
            .put("seeds", campaign.seeds())
            .put("minutes", campaign.minutesTaken())
            .put("replicaCommands", tally.replicaCommands())
            .put("replicaCommandsPerMinute", tally.replicaCommands() / campaign.minutesTaken())
            .put("replicaCommandsPerMinuteOfTwoCores", perMinuteOfTwoCores(tally.replicaCommands(), campaign))
            .put("processorMinutes", campaign.processorMinutes())
            .put("systemEvents", tally.events())
            .put("systemEventsPerMinute", tally.events() / campaign.minutesTaken())
            .put("invariantChecks", tally.checks());
        final ObjectNode faults = root.putObject("faults");
        for (final Fault fault : Fault.values())
        {
            faults.put(fault.name(), tally.of(fault));
        }
        Judge.names().forEach(root.putArray("invariants")::add);
        root.put("verdict", shrunk == null ? "ok" : shrunk.sentence());
        if (shrunk != null)
        {
            root.putObject("failure").put("invariant", shrunk.invariant()).put("seed", shrunk.seed())
                .put("steps", shrunk.history().size()).put("command", shrunk.command());
        }
        write(file, root);
    }

    static void write(final Path file, final ObjectNode root)
    {
        try
        {
            Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        }
        catch (final IOException ex)
        {
            throw SimulateError.FILE_UNWRITABLE.because(
                "cannot write " + file + " (" + ex.getClass().getSimpleName() + ")");
        }
    }
}
