/**
 * What a replica has on its disk, read from the files themselves and checked: recordings of the archive, and of the
 * consensus module which of them is the log and which are snapshots. Nothing here needs an archive that runs, and
 * nothing here writes. Owned by the thread that reads.
 */
package io.muster.master.recording;
