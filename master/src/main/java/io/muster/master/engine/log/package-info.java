/**
 * What the engine takes from the log as a whole: its time, and a digest of it.
 * Owned by the engine's thread. Never reads a clock.
 */
package io.muster.master.engine.log;
