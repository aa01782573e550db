/**
 * How a replica with nothing on its disk, or a log that the others cannot continue any more, comes to a log before it
 * joins: it waits until the others have moved on without it, copies the newest snapshot and the log since from the
 * leader, and gives up the votes that it may have cast before (decision 0009).
 * <p>
 * Hears the status pages of the other replicas, and what Aeron's backup copies. Owned by the thread that starts the
 * process; nothing here lives on after the start. Never joins while the log may be anywhere but here.
 */
package io.muster.master.seed;
