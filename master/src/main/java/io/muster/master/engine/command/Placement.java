package io.muster.master.engine.command;

import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.directory.GameOffer;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;

/**
 * Finds the game node for a new instance: of those that run the game and have room, the one with the fewest
 * instances.
 */
final class Placement
{
    private final NodeDirectory nodes;
    private final InstanceDirectory instances;
    private Node node;
    private GameOffer game;
    private int seats;

    Placement(final NodeDirectory nodes, final InstanceDirectory instances)
    {
        this.nodes = nodes;
        this.instances = instances;
    }

    /**
     * Look for a node.
     *
     * @param seatsAsked 0: as the game has it.
     * @return why there is none, from the farthest to the nearest miss, or NONE.
     */
    RefusalCode find(final long typeHead, final long typeTail, final int seatsAsked)
    {
        RefusalCode refusal = RefusalCode.GAME_TYPE_UNKNOWN;
        node = null;
        for (int slot = 0; slot < nodes.slotsUsed(); slot++)
        {
            final Node candidate = nodes.at(slot);
            final GameOffer offer = offerOf(candidate, typeHead, typeTail);
            if (offer != null)
            {
                refusal = nearer(refusal, consider(candidate, offer, offer.seatsFor(seatsAsked)));
            }
        }
        return refusal == RefusalCode.NONE && instances.isFull() ? RefusalCode.INSTANCES_FULL : refusal;
    }

    private static GameOffer offerOf(final Node candidate, final long typeHead, final long typeTail)
    {
        return candidate == null || !candidate.isUp() || candidate.kind() != NodeKind.GAME ?
            null : candidate.registration().offerOf(typeHead, typeTail);
    }

    private RefusalCode consider(final Node candidate, final GameOffer offer, final int seatsOffered)
    {
        if (seatsOffered == 0)
        {
            return RefusalCode.SEATS_OUT_OF_RANGE;
        }
        final int load = instances.countOn(candidate);
        if (load >= candidate.registration().capacity())
        {
            return RefusalCode.GAME_NODES_FULL;
        }
        if (node == null || load < instances.countOn(node))
        {
            node = candidate;
            game = offer;
            seats = seatsOffered;
        }
        return RefusalCode.NONE;
    }

    private static RefusalCode nearer(final RefusalCode one, final RefusalCode other)
    {
        return distanceOf(one) <= distanceOf(other) ? one : other;
    }

    private static int distanceOf(final RefusalCode refusal)
    {
        return switch (refusal)
        {
            case NONE -> 0;
            case GAME_NODES_FULL -> 1;
            case SEATS_OUT_OF_RANGE -> 2;
            default -> 3;
        };
    }

    /** Where the instance is to run. */
    Node node()
    {
        return node;
    }

    /** What it is to run. */
    GameOffer game()
    {
        return game;
    }

    /** How many seats it is to have. */
    int seats()
    {
        return seats;
    }
}
