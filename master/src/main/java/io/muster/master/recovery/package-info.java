/**
 * What a replica begins with: the newest snapshot that is whole, read from the archive's files before the replica joins
 * the cluster. A damaged one is marked invalid, and the one before it is taken (decision 0006).
 * Owned by the thread that starts the process; nothing here lives on after the start.
 */
package io.muster.master.recovery;
