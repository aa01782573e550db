/**
 * Two games to learn from, and to be played by the simulated players: Connect Four (turns) and arena (20 ticks a
 * second).
 * <p>
 * They hear and say the messages of {@code samples.xml} inside inputs and outputs. Owned by the worker thread of their
 * instance; they know nothing of a host, and allocate nothing after they were made.
 */
package io.muster.game.samples;
