package io.muster.console.report;

import io.muster.client.simulation.CrowdResult;
import io.muster.console.local.LocalNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the players found, what the console saw go wrong beside them, and both in words. */
public final class Verdict
{
    private static final double US_PER_MS = 1_000.0;

    private final CrowdResult result;
    private final List<String> wrong = new ArrayList<>();

    /** @param seen sentences about what went wrong out of the players' sight. */
    public Verdict(final CrowdResult result, final List<String> seen)
    {
        this.result = result;
        if (!result.passed())
        {
            wrong.add(result.verdict());
        }
        wrong.addAll(seen);
    }

    public boolean isOk()
    {
        return wrong.isEmpty();
    }

    /** {@code ok}, or what is wrong. */
    public String text()
    {
        return isOk() ? CrowdResult.OK : String.join("; ", wrong);
    }

    /** @param killed the master that was killed, or null. */
    public String inWords(final LocalNode killed)
    {
        final String waits = killed == null ?
            "Nobody waited longer than %,d ms for an answer of the master" :
            "When " + killed + ", the leader, was killed, nobody waited longer than %,d ms for an answer of the master";
        return String.format(Locale.ROOT,
            "%n%d players finished %,d games; their two sides disagreed about %d of them.%n" +
            "They were told %,d times that something is done; %d of these were lost, %d events came twice.%n" +
            "They sent %,d inputs; %d were lost, %d were applied twice.%n" +
            "An input was answered after %.1f ms (median), %.1f ms (p99).%n" +
            waits + ", and no running arena was silent for longer than %,d ms.%n" +
            "Verdict: %s",
            result.players(), result.gamesFinished(), result.gamesDisputed(),
            result.commandsAcknowledged(), result.commandsAcknowledgedLost(), result.eventsDuplicated(),
            result.inputsSent(), result.inputsLost(), result.inputsDuplicated(),
            result.inputP50Us() / US_PER_MS, result.inputP99Us() / US_PER_MS,
            result.controlGapMs(), result.playGapMs(),
            text());
    }
}
