/**
 * A replicated log as Aeron Cluster keeps it, and on it the real engine, witness and sender of events.
 * <p>
 * Terms, leaders, quorums and truncation are as in Raft; an election is decided at once instead of by messages. Where a
 * world is told to, a leader counts the log of a member of an older term as Aeron 1.51 does, and so commits what it can
 * lose. Owned by the one thread of the simulation.
 */
package io.muster.failover.simulation.log;
