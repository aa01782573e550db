package io.muster.client.simulation;

import java.util.ArrayList;
import java.util.List;

/** Judges a run by all its ledgers. A run that shows too little is void, and void is not ok. */
final class Verdict
{
    private static final int EXAMPLES_MAX = 3;

    private final CrowdSettings settings;
    private final List<Ledger> ledgers;
    private final GameResults results;
    private final Tally tally = new Tally();
    private final List<String> wrong = new ArrayList<>();

    Verdict(final CrowdSettings settings, final List<Ledger> ledgers, final GameResults results)
    {
        this.settings = settings;
        this.ledgers = ledgers;
        this.results = results;
        ledgers.forEach((ledger) -> tally.add(ledger.tally()));
    }

    CrowdResult judge(final Measures measures)
    {
        judgeWorth();
        judgeDeeds();
        ledgers.stream().flatMap((ledger) -> ledger.sentences().stream()).limit(EXAMPLES_MAX).forEach(wrong::add);
        return new CrowdResult(
            settings.players,
            results.finished(),
            results.disputed(),
            tally.commandsAcknowledged,
            tally.commandsAcknowledgedLost,
            tally.eventsDuplicated,
            tally.inputsSent,
            tally.inputsLost,
            tally.inputsDuplicated,
            measures.controlGapMs(),
            measures.playGapMs(),
            measures.inputUs(50),
            measures.inputUs(99),
            wrong.isEmpty() ? CrowdResult.OK : String.join("; ", wrong));
    }

    /** Nothing is lost where nothing is done: what a green verdict stands on must have happened. */
    private void judgeWorth()
    {
        final long acknowledgedMin = 2L * settings.players;
        require(results.finished() >= settings.gamesMin,
            "void: only " + results.finished() + " games were finished, at least " + settings.gamesMin + " are needed");
        require(settings.players < 2 || results.confirmed() > 0,
            "void: no result was seen by two players");
        require(tally.commandsAcknowledged >= acknowledgedMin,
            "void: only " + tally.commandsAcknowledged + " commands were acknowledged, at least " + acknowledgedMin +
            " are needed");
        require(tally.checks >= settings.players,
            "void: what was acknowledged was checked only " + tally.checks + " times");
        require(tally.inputsSent > 0, "void: no input was sent");
    }

    private void judgeDeeds()
    {
        blame(tally.commandsAcknowledgedLost, "%d acknowledged commands were lost");
        blame(tally.eventsDuplicated, "%d events came twice or out of order");
        blame(tally.eventsMissed, "%d events never came");
        blame(tally.inputsLost, "%d acknowledged inputs were lost");
        blame(tally.inputsDuplicated, "%d inputs were applied twice");
        blame(results.disputed(), "the players of %d games were shown different results");
        blame(tally.complaints, "players met %d things that none should meet");
    }

    private void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            wrong.add(otherwise);
        }
    }

    private void blame(final long count, final String format)
    {
        if (count > 0)
        {
            wrong.add(String.format(format, count));
        }
    }
}
