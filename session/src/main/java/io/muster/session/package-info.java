/**
 * A session node: the gateway between players on the one side, and the master and the games on the other.
 * <pre>
 *   players ──> gateway ──> ring ──> PlayerFrames ──────┐
 *                                                       ├──> Entrances, Requests, PlayerQueries, Seats ──> publishers
 *   master, replicas, games ──> BackendMessages ────────┘
 * </pre>
 * {@link io.muster.session.SessionAgent}'s thread owns everything here but {@link io.muster.session.SessionNode}, which
 * is the main thread's. It hears what the schema sends to {@code session}, and says what {@code session} says; a test
 * of the build holds it to that. It never blocks, never loses a command, keeps nothing of a user that the master does
 * not know, and gives everyone who is refused a code and a sentence.
 * <p>
 * Which wrong frames close a connection, and which are only refused: see {@code io.muster.session.frame}.
 */
package io.muster.session;
