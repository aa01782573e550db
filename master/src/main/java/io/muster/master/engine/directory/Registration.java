package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import io.muster.master.engine.log.Digest;

import java.util.List;

/**
 * What a node said about itself when it registered. Made once an incarnation, so it may be made of objects.
 *
 * @param kind          session or game.
 * @param capacity      users of a session node, instances of a game node.
 * @param tcpPort       where players connect, or 0.
 * @param webSocketPort where browsers connect, or 0.
 * @param games         that a game node runs.
 * @param eventEndpoint host:port at which the node hears the master.
 * @param playEndpoint  host:port at which the node hears the other kind.
 * @param playerHost    where players connect, or empty.
 */
public record Registration(
    NodeKind kind,
    int capacity,
    int tcpPort,
    int webSocketPort,
    List<GameOffer> games,
    String eventEndpoint,
    String playEndpoint,
    String playerHost)
{
    /** Most games of one node. Beyond: REGISTRATION_MALFORMED. */
    public static final int GAMES_MAX = 32;

    /** Longest endpoint or host, in bytes. Beyond: REGISTRATION_MALFORMED. */
    public static final int TEXT_BYTES_MAX = 255;

    private static final int PORT_MAX = 65_535;

    /** Add all that it says to a hash: equal registrations add the same, on every replica. */
    void addTo(final Digest hash)
    {
        hash.add(kind.value());
        hash.add(capacity);
        hash.add(tcpPort);
        hash.add(webSocketPort);
        for (int i = 0; i < games.size(); i++)
        {
            final GameOffer game = games.get(i);
            hash.add(game.typeHead());
            hash.add(game.typeTail());
            hash.add((long)game.seatsMin() << Integer.SIZE | game.seatsMax());
        }
        add(hash, eventEndpoint);
        add(hash, playEndpoint);
        add(hash, playerHost);
    }

    private static void add(final Digest hash, final String text)
    {
        hash.add(text.length());
        for (int i = 0; i < text.length(); i++)
        {
            hash.add(text.charAt(i));
        }
    }

    /** Whether every field is in its range. */
    public boolean isWellFormed()
    {
        return capacity > 0 &&
            isPortOrNone(tcpPort) &&
            isPortOrNone(webSocketPort) &&
            isEndpoint(eventEndpoint) &&
            isEndpoint(playEndpoint) &&
            isPrintable(playerHost) &&
            (kind == NodeKind.GAME ? areWellFormed(games) : kind == NodeKind.SESSION && games.isEmpty());
    }

    private static boolean isPortOrNone(final int port)
    {
        return port >= 0 && port <= PORT_MAX;
    }

    private static boolean isEndpoint(final String text)
    {
        final int colon = text.lastIndexOf(':');
        if (colon < 1 || text.length() - colon < 2 || text.length() - colon > 6 || !isPrintable(text))
        {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++)
        {
            final char digit = text.charAt(i);
            if (digit < '0' || digit > '9')
            {
                return false;
            }
            port = 10 * port + digit - '0';
        }
        return port > 0 && port <= PORT_MAX;
    }

    /** Printable ASCII without blanks, so that it may stand in a channel's URI or a log line. */
    private static boolean isPrintable(final String text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F || text.charAt(i) == '|')
            {
                return false;
            }
        }
        return text.length() <= TEXT_BYTES_MAX;
    }

    private static boolean areWellFormed(final List<GameOffer> games)
    {
        for (int i = 0; i < games.size(); i++)
        {
            final GameOffer game = games.get(i);
            final boolean areSeatsInRange =
                game.seatsMin() >= 1 && game.seatsMin() <= game.seatsMax() && game.seatsMax() <= GameOffer.SEATS_MAX;
            if (!areSeatsInRange || !isGameType(game) || isOffered(games.subList(0, i), game))
            {
                return false;
            }
        }
        return !games.isEmpty() && games.size() <= GAMES_MAX;
    }

    /** One to sixteen of a-z 0-9 and hyphen, then zeros. */
    private static boolean isGameType(final GameOffer game)
    {
        boolean isPadding = false;
        for (int i = 0; i < 2 * Long.BYTES; i++)
        {
            final long half = i < Long.BYTES ? game.typeHead() : game.typeTail();
            final int character = (int)(half >>> Byte.SIZE * (i % Long.BYTES)) & 0xFF;
            final boolean isLetter =
                character >= 'a' && character <= 'z' || character >= '0' && character <= '9' || character == '-';
            if (isPadding ? character != 0 : !isLetter && (character != 0 || i == 0))
            {
                return false;
            }
            isPadding = character == 0;
        }
        return true;
    }

    private static boolean isOffered(final List<GameOffer> games, final GameOffer game)
    {
        for (final GameOffer offered : games)
        {
            if (offered.isOf(game.typeHead(), game.typeTail()))
            {
                return true;
            }
        }
        return false;
    }

    /** What the node offers of a game type, or null. */
    public GameOffer offerOf(final long typeHead, final long typeTail)
    {
        for (int i = 0; i < games.size(); i++)
        {
            if (games.get(i).isOf(typeHead, typeTail))
            {
                return games.get(i);
            }
        }
        return null;
    }
}
