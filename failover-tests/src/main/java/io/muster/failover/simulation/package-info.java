/**
 * A whole system in one thread: the real engine on three replicas, the real witness, sender and link, a simulated log,
 * network and clock, simulated players and games, and everything that can go wrong, from one seed.
 * <p>
 * First things go wrong, and nothing that was acknowledged may be lost, doubled or told out of order; then all is
 * mended, and everything must come to rest. {@code Simulate} runs seeds on as many threads as it is told; each
 * simulation is owned by one of them.
 */
package io.muster.failover.simulation;
