/**
 * Whether this replica's disk keeps up with those of the others. Each tells the others how far it has recorded the log;
 * a leader that they have left behind for too long ends itself (decision 0008).
 * <p>
 * Hears and says Recorded, by way of the witness channel. Owned by the service's thread, which no disk can hold up.
 * Never ends a follower, nor a leader whose followers are no better off.
 */
package io.muster.master.disk;
