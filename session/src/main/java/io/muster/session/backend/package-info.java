/**
 * What is behind a session node: the master through the link, its replicas through queries, and the game nodes.
 * <pre>
 *   CommandPublisher, QueryPublisher, PlayPublisher ──> Backend ──> BackendListener
 * </pre>
 * Says every message of the schema from session to master and from session to game; what comes back is heard by the
 * adapters of {@code io.muster.session}. Owned by the session agent's thread. Never blocks, never allocates per
 * message, never loses a command: one that cannot be sent waits for its turn.
 */
package io.muster.session.backend;
