package io.muster.session.gateway;

import io.muster.node.capture.Capture;
import io.muster.session.frame.RefusalCounters;
import io.muster.session.ring.Inbound;
import org.agrona.ErrorHandler;

/**
 * What the event loops of one gateway have in common; each part of it may be used by all of them at once.
 *
 * @param onFailure ends the process: an event loop cannot go on.
 * @param onBug     told what no player's bytes should be able to cause; only that player's connection is closed.
 */
record GatewayShared(
    GatewaySettings settings,
    GatewayCounters counters,
    RefusalCounters refusals,
    SharedLimits limits,
    Inbound inbound,
    Capture capture,
    ErrorHandler onFailure,
    ErrorHandler onBug)
{
}
