package io.muster.game.host;

import io.muster.game.worker.Lane;

import java.util.List;

/** The lanes of all workers. An instance's lane follows from its id, evenly whatever ids this node is given. */
final class Lanes
{
    private final Lane[] lanes;

    Lanes(final List<Lane> lanes)
    {
        this.lanes = lanes.toArray(Lane[]::new);
    }

    Lane of(final long instanceId)
    {
        return lanes[(int)((instanceId * 0x9E3779B97F4A7C15L >>> 33) % lanes.length)];
    }

    int count()
    {
        return lanes.length;
    }

    Lane at(final int index)
    {
        return lanes[index];
    }
}
