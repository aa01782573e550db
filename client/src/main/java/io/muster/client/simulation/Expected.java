package io.muster.client.simulation;

import io.muster.codecs.RefusalCode;

/** Refusals that a player who does nothing wrong may get, because others play too and machines fail. */
final class Expected
{
    private Expected()
    {
    }

    static boolean atDisconnect(final RefusalCode code)
    {
        return switch (code)
        {
            case NONE, HEARTBEAT_MISSED, NODE_STOPPING, CONNECTIONS_FULL, MASTER_UNAVAILABLE -> true;
            default -> false;
        };
    }

    static boolean atSeat(final RefusalCode code)
    {
        return isAboutOneInstance(code) || switch (code)
        {
            case GAME_NODES_FULL, INSTANCES_FULL, GAME_TYPE_UNKNOWN, INSTANCE_NOT_STARTED -> true;
            default -> false;
        };
    }

    static boolean atLeave(final RefusalCode code)
    {
        return code == RefusalCode.NOT_SEATED || isAboutOneInstance(code);
    }

    static boolean atQuery(final RefusalCode code)
    {
        return switch (code)
        {
            case MASTER_UNAVAILABLE, QUERIES_FULL, POSITION_NOT_REACHED -> true;
            default -> false;
        };
    }

    /** An input and the end of its game may meet on the way. */
    static boolean atInput(final RefusalCode code)
    {
        return code == RefusalCode.NOT_SEATED || isAboutOneInstance(code);
    }

    /** Another instance may do. */
    static boolean isAboutOneInstance(final RefusalCode code)
    {
        return switch (code)
        {
            case INSTANCE_FULL, INSTANCE_ENDED, INSTANCE_UNKNOWN, SEAT_DECLINED, GAME_NODE_LOST -> true;
            default -> false;
        };
    }
}
