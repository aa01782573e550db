package io.muster.session.gateway;

import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

/** What the gateway counts. Shared by the event loops: counters are atomic. */
final class GatewayCounters
{
    final AtomicCounter connections;
    final AtomicCounter accepted;
    final AtomicCounter handshakesFailed;
    final AtomicCounter framesReceived;
    final AtomicCounter framesSent;
    final AtomicCounter bytesSent;
    final AtomicCounter pauses;
    final AtomicCounter heartbeatsConflated;
    final AtomicCounter inboundFull;
    final AtomicCounter bugs;

    GatewayCounters(final Counters counters)
    {
        connections = counters.counter("connections", "players' connections that are there now");
        accepted = counters.counter("connections_accepted_total", "connections of players");
        handshakesFailed = counters.counter("handshakes_failed_total", "connections that did not get to a first frame");
        framesReceived = counters.counter("frames_received_total", "messages of players, good and bad");
        framesSent = counters.counter("frames_sent_total", "messages to players");
        bytesSent = counters.counter("frame_bytes_sent_total", "bytes of messages to players, without framing");
        pauses = counters.counter("connection_pauses_total", "times that a flooding connection was read more slowly");
        heartbeatsConflated = counters.counter("heartbeats_conflated_total", "heartbeats spared to slow players");
        bugs = counters.counter("gateway_bugs_total", "connections closed for a fault of our own");
        inboundFull = counters.counter("inbound_full_total", "frames refused because the agent was behind");
    }
}
