/**
 * What must hold in a simulation, each in a small class with the name by which a failure is told; the {@code Judge}
 * shows them everything that happens. Owned by the one thread of the simulation.
 */
package io.muster.failover.simulation.invariant;
