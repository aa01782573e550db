/**
 * The journal of an instance: each call of its game, with what it was given and what it said, as part of the node's
 * capture. From it the game can be run again, anywhere.
 * <pre>
 *   Instance ──> Journal ──> Capture          a tool, a test <── Rerun, which calls the game again
 * </pre>
 * A {@code Journal} is written by the worker that runs the instance; it waits for nothing and fails no game. A {@code
 * Rerun} hears the journal message by message, in one thread, and says where the game differs.
 */
package io.muster.game.journal;
