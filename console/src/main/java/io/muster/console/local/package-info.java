/**
 * A whole cluster on this machine: three masters, session nodes and game nodes, each its own process on loopback.
 * <pre>
 *   demo, up, failover-tests ──> LocalCluster ──> LocalNode ──> a JVM with a node's main class
 *                                     │                            │ log file: the `ready` line
 *                                     └── StatusReader ◄───────────┘ HTTP: who leads, positions, counts
 * </pre>
 * Hears: the nodes' `ready` lines, ends and status pages. Says: config files, signals.
 * <p>
 * Owner: the thread that made the {@link io.muster.console.local.LocalCluster}; the shutdown hook only kills.
 * <p>
 * Never: calls a node's code in this process, ends a process that it has not started, leaves one behind.
 */
package io.muster.console.local;
