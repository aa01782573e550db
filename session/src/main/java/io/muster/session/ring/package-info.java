/**
 * The two ways between the event loops and the session agent, and nothing else that both touch.
 * <pre>
 *   event loops ──> Inbound ──> agent            (one ring, many writers)
 *   event loop  <── OutboundRing <── Outbound    (a ring and a wake-up for each loop)
 * </pre>
 * Both are bounded. A full {@code Inbound} makes the loops refuse frames; a full {@code OutboundRing} makes the agent
 * drop outputs, which the game sends again, and close players that it cannot tell what they must hear. Each method says
 * which thread calls it. Nothing here blocks or allocates.
 */
package io.muster.session.ring;
