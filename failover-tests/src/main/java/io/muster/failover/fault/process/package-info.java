/**
 * Faults of processes: killed, or standing still. They need nothing of the machine but the processes.
 * <p>
 * Owner: the main thread of the drill. Never: leaves a process paused or dead behind a strike.
 */
package io.muster.failover.fault.process;
