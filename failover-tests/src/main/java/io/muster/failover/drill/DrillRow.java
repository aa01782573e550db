package io.muster.failover.drill;

import io.muster.client.simulation.CrowdResult;

/**
 * What came of one fault. The names are the keys of the JSON report.
 *
 * @param fault           its name.
 * @param injected        how often it was struck and seen to bite.
 * @param controlGapP50Ms median over the strikes of the longest wait for a control answer around each.
 * @param controlGapMaxMs longest of them.
 * @param playGapMaxMs    longest silence that a running arena showed an attached player.
 * @param acknowledged    commands that players were told are done.
 * @param lost            those of them that turned out not to be, and acknowledged inputs that a game does not show.
 * @param duplicated      events that came twice, and inputs that a game shows more often than they were sent.
 * @param verdict         {@code ok}, or sentences that say what is wrong.
 */
record DrillRow(
    String fault,
    int injected,
    long controlGapP50Ms,
    long controlGapMaxMs,
    long playGapMaxMs,
    long acknowledged,
    long lost,
    long duplicated,
    String verdict)
{
    private static final String IMPOSSIBLE = "impossible: ";

    /** Of a fault that this machine cannot do. */
    static DrillRow impossible(final String fault, final String why)
    {
        return new DrillRow(fault, 0, 0, 0, 0, 0, 0, 0, IMPOSSIBLE + why);
    }

    /** Of a fault that could not be struck, since the cluster did not start. */
    static DrillRow voided(final String fault, final String why)
    {
        return new DrillRow(fault, 0, 0, 0, 0, 0, 0, 0, "void: " + why.lines().findFirst().orElse(""));
    }

    boolean isOk()
    {
        return CrowdResult.OK.equals(verdict);
    }

    boolean isImpossible()
    {
        return verdict.startsWith(IMPOSSIBLE);
    }
}
