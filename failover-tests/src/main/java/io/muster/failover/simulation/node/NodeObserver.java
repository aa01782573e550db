package io.muster.failover.simulation.node;

import org.agrona.DirectBuffer;

/** Sees what nodes and players are told. */
public interface NodeObserver
{
    /** The link of a node shows an event. */
    void onShown(int nodeId, long incarnation, DirectBuffer buffer, int offset);

    /** A player was told something that its session node found to be new. */
    void onTold(Player player, DirectBuffer buffer, int offset);

    /** A player has its answer about itself. */
    void onFound(Player player, long askedPosition, int memberId, DirectBuffer answer);
}
