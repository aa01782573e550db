package io.muster.master.disk;

/**
 * What a replica bears of its disk.
 *
 * @param lowBytes free room with which recordings are still begun.
 * @param stallNs  how long a leader may be behind the others.
 */
public record DiskSettings(long lowBytes, long stallNs)
{
}
