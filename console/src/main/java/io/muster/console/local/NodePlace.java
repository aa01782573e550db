package io.muster.console.local;

import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Where a node of the cluster lives: its number within its kind, its ten ports and its files.
 *
 * @param number    from 0 for masters (the member id), from 1 for the others.
 * @param host      where it is heard.
 * @param firstPort of ten: a master's as {@code master.members} says; events, play, status, TCP, WebSocket of others.
 */
public record NodePlace(Kind kind, int number, String host, int firstPort, Path config, Path log, Path aeron)
{
    private static final int MASTER_STATUS = 7;
    private static final int EVENTS = 0;
    private static final int PLAY = 1;
    private static final int STATUS = 2;
    private static final int TCP = 3;
    private static final int WEB_SOCKET = 4;
    private static final int SESSION_IDS = 10;
    private static final int GAME_IDS = 20;

    /** Such as {@code master-0}. */
    public String name()
    {
        return kind.word() + "-" + number;
    }

    /** The node's id at the master: sessions from 11, games from 21. Masters go by their number. */
    public int nodeId()
    {
        return switch (kind)
        {
            case MASTER -> number;
            case SESSION -> SESSION_IDS + number;
            case GAME -> GAME_IDS + number;
        };
    }

    /** Every port that the node binds. */
    IntStream ports()
    {
        return IntStream.rangeClosed(firstPort, firstPort + (kind == Kind.MASTER ? MASTER_STATUS : WEB_SOCKET));
    }

    public int statusPort()
    {
        return firstPort + (kind == Kind.MASTER ? MASTER_STATUS : STATUS);
    }

    public int eventPort()
    {
        return firstPort + EVENTS;
    }

    public int playPort()
    {
        return firstPort + PLAY;
    }

    /** Where players connect, of a session node. */
    public int tcpPort()
    {
        return firstPort + TCP;
    }

    /** Where browsers connect, of a session node. */
    public int webSocketPort()
    {
        return firstPort + WEB_SOCKET;
    }
}
