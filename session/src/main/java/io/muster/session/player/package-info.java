/**
 * Who is connected, what each waits for, and what each is told.
 * <pre>
 *   Players ──> Player ──> Request, Seat
 *   PlayerPublisher ──> ring ──> event loops ──> players
 * </pre>
 * Owned by the session agent's thread. Says every message of the schema from session to player but the heartbeats,
 * which the event loops say. Decides nothing: the adapters of {@code io.muster.session} do.
 */
package io.muster.session.player;
