/**
 * Faults of the network between the nodes, each in a namespace of its own.
 * <p>
 * Owner: the main thread of the drill. Never: leaves a link cut behind a strike.
 */
package io.muster.failover.fault.network;
