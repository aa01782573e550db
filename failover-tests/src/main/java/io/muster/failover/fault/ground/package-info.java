/**
 * What faults are done to: a cluster of real processes, with words for what may happen to it.
 * <pre>
 *     final LocalNode leader = cluster.awaitLeader();
 *     cluster.pause(leader);
 *     cluster.awaitLeaderOtherThan(leader);
 *     cluster.resume(leader);
 *     cluster.awaitWhole();
 * </pre>
 * Hears: status pages, /proc, counters of packets. Says: signals, rules, mounts. Owner: the main thread of the drill.
 * Never: ends a process that it has not started, leaves a namespace or a mount behind.
 */
package io.muster.failover.fault.ground;
