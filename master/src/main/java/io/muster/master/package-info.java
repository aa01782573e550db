/**
 * One replica of the master: the engine, and what is around it.
 * <pre>
 *   the log ──> MasterService ──> engine ──> outboxes ──> EventSender ──> nodes        (the leader's only)
 *                     │             └──────────────────> QueryServer ──> session nodes
 *                     └──> Witness <── WitnessChannel <──> the other replicas
 * </pre>
 * Hears command batches through the log, queries of session nodes, and the claims of the other replicas. Says event
 * batches, answers and its own claims. One thread, the clustered service's, owns everything here but what starts and
 * ends it ({@code MasterNode}, {@code Beginning}, {@code Replica}) and {@code Errors}.
 * <p>
 * Nothing but the log's entries changes the engine, and nothing is said before a second replica has executed it alike.
 * What is refused or dropped here is never part of the replicated state.
 */
package io.muster.master;
