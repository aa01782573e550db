/**
 * One TCP connection to a session node, as frames: no message is understood here.
 * <pre>
 *   SessionPublisher ──► Connection ══► socket ══► Connection ──► ConnectionListener
 * </pre>
 * Owned by the thread that polls the client. Not for applications, but for
 * {@link io.muster.client.wire.FrameTap}, by which a recorder listens.
 */
package io.muster.client.wire;
