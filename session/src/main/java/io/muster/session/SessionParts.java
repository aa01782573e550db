package io.muster.session;

import io.muster.node.status.Counters;
import io.muster.session.frame.RefusalCounters;
import io.muster.session.gateway.GatewaySettings;
import io.muster.session.key.UserKeys;
import io.muster.session.player.SessionNodes;
import io.muster.session.ring.Inbound;
import io.muster.session.ring.Outbound;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * What a {@link SessionAgent} is made of.
 *
 * @param nodeId       this node.
 * @param queriesMax   queries of all players that may wait for answers.
 * @param sessionNodes every session node that is up, with this one in it already.
 * @param inbound      what players say.
 * @param outbound     what players are told.
 */
public record SessionParts(
    int nodeId,
    int queriesMax,
    SessionSettings settings,
    GatewaySettings gatewaySettings,
    NanoClock nanoClock,
    EpochClock epochClock,
    Inbound inbound,
    Outbound outbound,
    RefusalCounters refusals,
    SessionNodes sessionNodes,
    UserKeys keys,
    Counters counters)
{
}
