/**
 * Whole systems, as their users see them: real processes on loopback, real players, and what dies under them.
 * <p>
 * Each test class starts the cluster that it needs, at ports and in a folder of its own, and leaves nothing behind.
 * What the players noticed is judged by the players' ledgers. Nothing here sleeps: conditions are awaited, with a
 * deadline.
 */
package io.muster.failover;
