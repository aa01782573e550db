/**
 * {@code bench failover}: for how long nothing is answered when a leader dies, beside raw Aeron Cluster in one run; and
 * what it costs to say nothing before a second replica has executed it alike.
 * <p>
 * One thread, that of {@code LoadThread}, drives the load and the players and writes down the gaps; the main thread
 * kills, waits and restarts.
 */
package io.muster.failover.bench;
