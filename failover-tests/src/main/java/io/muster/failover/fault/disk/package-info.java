/**
 * Faults of disks: power that is cut, disks that are full, slow, broken or empty, bytes that are not what was written.
 * And of clocks, which come from the same library between a process and its machine.
 * <p>
 * Owner: the main thread of the drill. Never: touches a file of a process that runs.
 */
package io.muster.failover.fault.disk;
