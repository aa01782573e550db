/**
 * The master's state machine, without the cluster around it: {@link io.muster.master.engine.Engine} is its only door.
 * <pre>
 *   log ──> Engine ──> command: one switch, handlers by noun ──> directory: nodes, users, instances
 *              │                     └──> outbox: what each node is to be told ──> (the replica sends it)
 *              ├──> snapshot: all of it, in slot order
 *              └──> Answers: reads
 * </pre>
 * Hears CommandBatch and ticks from the log, and queries. Says events, into the outboxes, and answers.
 * One thread, the clustered service's, owns everything here. Given the same log every replica holds the same state and
 * says the same things in the same order. So code in this package never reads a clock, never iterates a hash map, never
 * does I/O, and allocates nothing in steady state.
 */
package io.muster.master.engine;
