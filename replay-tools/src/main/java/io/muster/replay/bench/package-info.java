/**
 * {@code muster bench replay}: how fast the past is read, checked and brought back, on a log that it makes itself.
 * Owned by the tool's only thread; the archive that records the log has threads of its own.
 */
package io.muster.replay.bench;
