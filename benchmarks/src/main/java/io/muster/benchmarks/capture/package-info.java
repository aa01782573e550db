/**
 * {@code muster bench capture}: what it costs that a session node and a game node capture, off and on in turns.
 * <pre>
 *   EchoPlayers ══TCP══> session node ══UDP══> game node: Echo        one process, this one
 *                              │                   │
 *                        three masters, processes of their own
 * </pre>
 * One thread, the main one, owns the players, switches the captures, reads the nodes' counters and what each thread has
 * allocated, and says the table. The nodes own what they always own; their captures write into a temporary folder.
 */
package io.muster.benchmarks.capture;
