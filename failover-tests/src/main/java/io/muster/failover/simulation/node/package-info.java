/**
 * Nodes and players of a simulation: the real link of the nodes, and above it as much of a session node and of a game
 * node as it takes to play. Owned by the one thread of the simulation.
 */
package io.muster.failover.simulation.node;
