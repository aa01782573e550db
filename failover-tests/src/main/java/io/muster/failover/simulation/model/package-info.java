/**
 * What ARCHITECTURE.md says, in plain Java: the oracle that every replica is held to. It shares no code with the master
 * but the codecs, the settings' record and the names of outcomes. Owned by the one thread of the simulation.
 */
package io.muster.failover.simulation.model;
