package io.muster.failover.history;

import java.util.List;

/**
 * What the three judges say of a run.
 *
 * @param acknowledged   answers to what changes the state.
 * @param unanswered     operations whose asker never learned what came of them.
 * @param reads          answers of replicas.
 * @param keys           names and instances whose calls were searched for a legal order.
 * @param undecided      keys whose search was given up: not a proof, so not a pass.
 * @param lost           acknowledged, and not there in the end.
 * @param duplicated     done twice.
 * @param unknownApplied there in the end, though nobody was told so: legal.
 * @param nodesLost      times that the master gave a node of the load up.
 * @param violations     sentences; empty when all was legal.
 * @param isVoid         too few acknowledgements to prove anything.
 */
public record HistoryVerdict(
    long acknowledged,
    long unanswered,
    long reads,
    int keys,
    int undecided,
    long lost,
    long duplicated,
    long unknownApplied,
    long nodesLost,
    List<String> violations,
    boolean isVoid)
{
    /** Every acknowledgement held, and no answer contradicts another. */
    public static final String LEGAL = "legal";

    /** {@code legal}, {@code void}, {@code undecided}, or {@code illegal}. */
    public String verdict()
    {
        if (lost != 0 || duplicated != 0 || !violations.isEmpty())
        {
            return "illegal";
        }
        if (isVoid)
        {
            return "void";
        }
        return undecided == 0 ? LEGAL : "undecided";
    }
}
