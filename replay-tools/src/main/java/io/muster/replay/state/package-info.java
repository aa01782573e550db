/**
 * The master as it was: the real engine, brought to any position of a log that a replica has recorded.
 * Owned by the tool's only thread.
 */
package io.muster.replay.state;
