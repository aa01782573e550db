package io.muster.game.instance;

import org.agrona.ErrorHandler;

/**
 * What all instances of one worker share.
 *
 * @param failures is told each {@link GameFailure}.
 */
public record Venue(
    InstanceLimits limits,
    BufferPool pool,
    MasterPublisher master,
    PlayPublisher players,
    InstanceCounters counters,
    ErrorHandler failures)
{
}
