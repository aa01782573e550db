/**
 * What a replica begins with: the newest snapshot that is whole, read from the archive's files before the replica joins
 * the cluster. A damaged one is marked invalid, and the one before it is taken (decision 0006).
 * Owned by the thread that starts the process, and gone after the start; but {@code Purge}, which runs on a thread of
 * its own for as long as the replica does.
 */
package io.muster.master.recovery;
