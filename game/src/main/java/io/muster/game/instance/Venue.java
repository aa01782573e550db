package io.muster.game.instance;

import io.muster.game.journal.Journal;
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
    Journal journal,
    InstanceCounters counters,
    ErrorHandler failures)
{
}
