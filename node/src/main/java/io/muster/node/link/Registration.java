package io.muster.node.link;

import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RegisterNodeEncoder;
import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a node tells about itself when it registers.
 *
 * @param capacity      users of a session node, instances of a game node.
 * @param tcpPort       where players connect, or 0.
 * @param webSocketPort where browsers connect, or 0.
 * @param playerHost    where players connect, or empty.
 * @param eventEndpoint {@code host:port} (UDP) at which the node hears the master.
 * @param playEndpoint  {@code host:port} (UDP) at which the node hears the other kind.
 * @param gameTypes     of a game node; at most {@link #GAME_TYPES_MAX}.
 */
public record Registration(
    NodeKind kind,
    int capacity,
    int tcpPort,
    int webSocketPort,
    String playerHost,
    String eventEndpoint,
    String playEndpoint,
    List<GameTypeOffer> gameTypes)
{
    /** Game types of one node: the registration is one command, which fits into one datagram. */
    public static final int GAME_TYPES_MAX = 16;

    /** Bytes of a host or an endpoint. */
    public static final int ADDRESS_BYTES_MAX = 200;

    /**
     * A game that the node runs.
     *
     * @param seatsMin what an instance has by default.
     * @param seatsMax what an instance may have at most.
     */
    public record GameTypeOffer(String gameType, int seatsMin, int seatsMax)
    {
    }

    public Registration
    {
        if (gameTypes.size() > GAME_TYPES_MAX)
        {
            throw new IllegalArgumentException("a node runs at most " + GAME_TYPES_MAX + " game types");
        }
        requireShort(playerHost);
        requireShort(eventEndpoint);
        requireShort(playEndpoint);
        gameTypes = List.copyOf(gameTypes);
    }

    /** Write the command {@code RegisterNode}, header first. */
    int encode(final MutableDirectBuffer buffer, final int offset)
    {
        final RegisterNodeEncoder command = new RegisterNodeEncoder()
            .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
            .capacity(capacity)
            .tcpPort(tcpPort)
            .webSocketPort(webSocketPort)
            .kind(kind);
        final RegisterNodeEncoder.GameTypesEncoder offers = command.gameTypesCount(gameTypes.size());
        for (final GameTypeOffer offer : gameTypes)
        {
            offers.next().putGameType(GameTypes.bytesOf(offer.gameType), 0)
                .seatsMin((short)offer.seatsMin)
                .seatsMax((short)offer.seatsMax);
        }
        command.eventEndpoint(eventEndpoint).playEndpoint(playEndpoint).playerHost(playerHost);
        return MessageHeaderEncoder.ENCODED_LENGTH + command.encodedLength();
    }

    private static void requireShort(final String address)
    {
        if (address.getBytes(StandardCharsets.UTF_8).length > ADDRESS_BYTES_MAX)
        {
            throw new IllegalArgumentException("an address has at most " + ADDRESS_BYTES_MAX + " bytes: " + address);
        }
    }
}
