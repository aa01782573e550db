/**
 * What goes wrong in a simulation, and when: planned before it begins, so that a plan can be cut down to what a failure
 * needs. Owned by the one thread of the simulation.
 */
package io.muster.failover.simulation.fault;
