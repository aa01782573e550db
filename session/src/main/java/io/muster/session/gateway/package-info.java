/**
 * The gateway: sockets of players on one side, whole and checked messages on the other.
 * <pre>
 *   socket ──> TcpFrames, WebSocketFrames ──> GatewayLoop ──> FrameGate ──> ring ──> agent
 *   socket <── Connection <───────────────── GatewayLoop <──────────────── ring <── agent
 * </pre>
 * Hears the players, and what the agent has for them; says {@code SessionHeartbeat}, {@code Refused} and {@code
 * Closing} of its own. Each event loop owns its {@link io.muster.session.gateway.GatewayLoop} and all that hangs on it;
 * only what is named shared is shared.
 * <p>
 * Here ends what one player can do to another: rates, sizes, deadlines and silence are judged before anything waits in
 * memory, and a player that does not read is closed. Never blocks, never decides anything about users, never allocates
 * per packet beside what Netty does itself.
 */
package io.muster.session.gateway;
