package io.muster.master.disk;

/**
 * What a replica bears of its disk.
 *
 * @param lowBytes      free room with which recordings are still begun.
 * @param stallNs       how long a leader may be behind the others.
 * @param snapshotsKept newest whole snapshots that are kept, and the log since the oldest of them; 0: everything.
 */
public record DiskSettings(long lowBytes, long stallNs, int snapshotsKept)
{
}
