package io.muster.client;

/**
 * What a replica of the master knows of a user.
 *
 * @param position   of the log, at which this is true.
 * @param userId     the asker.
 * @param requestSeq the last request applied.
 * @param eventSeq   the last event told.
 * @param instanceId where the user sits, or 0.
 * @param seat       which seat, if any.
 */
public record UserDescription(long position, long userId, long requestSeq, long eventSeq, long instanceId, int seat)
{
}
