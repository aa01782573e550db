/**
 * What a simulation stands on: virtual time, chance from one seed, processes and the wire between them. Owned by the
 * one thread of the simulation; there is no clock, no I/O and no other randomness in a simulated world.
 */
package io.muster.failover.simulation.world;
