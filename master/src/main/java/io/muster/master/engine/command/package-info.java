/**
 * The meaning of each command. Hears CommandBatch and the commands of session and game nodes; says their events.
 * Owned by the engine's thread. Every handler rejects, then changes, then replies; nothing may fail after a change.
 */
package io.muster.master.engine.command;
