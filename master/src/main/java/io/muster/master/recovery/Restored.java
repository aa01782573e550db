package io.muster.master.recovery;

import io.muster.master.engine.Engine;

/**
 * The state that a replica begins with.
 *
 * @param engine   as it was at the position.
 * @param position of the log, from which on it is to be applied; 0 when there was no snapshot.
 */
public record Restored(Engine engine, long position)
{
}
