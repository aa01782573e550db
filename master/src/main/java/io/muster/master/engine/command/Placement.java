package io.muster.master.engine.command;

import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameOffer;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.index.SortedCursor;
import io.muster.master.engine.slab.Slab;

/**
 * Finds the game node for a new instance: of those that run the game and have room, the one with the fewest
 * instances.
 */
final class Placement
{
    private final NodeDirectory nodes;
    private final InstanceDirectory instances;
    private final GameTypeDirectory gameTypes;
    private final SortedCursor byLoad = new SortedCursor();
    private Node node;
    private int type;
    private int seats;

    Placement(final Directories directories)
    {
        nodes = directories.nodes();
        instances = directories.instances();
        gameTypes = directories.gameTypes();
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
        nodes.seekLeastLoaded(byLoad);
        while (byLoad.slot() != Slab.NONE && refusal != RefusalCode.NONE)
        {
            final Node candidate = nodes.at(byLoad.slot());
            final GameOffer offer = offerOf(candidate, typeHead, typeTail);
            if (offer != null)
            {
                refusal = nearer(refusal, consider(candidate, offer.seatsFor(seatsAsked)));
            }
            byLoad.advance();
        }
        type = gameTypes.numberOf(typeHead, typeTail);
        return refusal == RefusalCode.NONE && instances.isFull() ? RefusalCode.INSTANCES_FULL : refusal;
    }

    private static GameOffer offerOf(final Node candidate, final long typeHead, final long typeTail)
    {
        return candidate.isUp() && candidate.kind() == NodeKind.GAME ?
            candidate.registration().offerOf(typeHead, typeTail) : null;
    }

    private RefusalCode consider(final Node candidate, final int seatsOffered)
    {
        if (seatsOffered == 0)
        {
            return RefusalCode.SEATS_OUT_OF_RANGE;
        }
        if (candidate.load() >= candidate.registration().capacity())
        {
            return RefusalCode.GAME_NODES_FULL;
        }
        node = candidate;
        seats = seatsOffered;
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

    /** What it is to run: the number of the game type. */
    int type()
    {
        return type;
    }

    /** How many seats it is to have. */
    int seats()
    {
        return seats;
    }
}
