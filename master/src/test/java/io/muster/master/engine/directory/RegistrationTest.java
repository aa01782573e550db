package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RegistrationTest
{
    private static final GameOffer ARENA = game("arena", 1, 16);

    @Test
    void shouldTakeWhatMakesSense()
    {
        assertTrue(session("10.0.0.1:1", "[::1]:65535", "play.example.org", 10, 0).isWellFormed());
        final GameOffer longest = game("0123456789abcdef", 64, 64);
        assertTrue(gameNode(List.of(ARENA, game("connect-four", 2, 2), longest)).isWellFormed());
    }

    @Test
    void shouldRefuseWhatIsNoEndpoint()
    {
        for (final String endpoint : new String[]{
            "", "host", "host:", ":1", "host:0", "host:65536", "host:123456", "host:1x", "ho st:1", "h\u00F6st:1",
            "host|alias=x:1", "h".repeat(255) + ":1" })
        {
            assertFalse(session(endpoint, "host:1", "", 1, 1).isWellFormed(), endpoint);
            assertFalse(session("host:1", endpoint, "", 1, 1).isWellFormed(), endpoint);
        }
        assertFalse(session("host:1", "host:1", "play host", 1, 1).isWellFormed());
    }

    @Test
    void shouldRefuseNumbersOutOfRange()
    {
        assertFalse(session("host:1", "host:1", "", 0, 1).isWellFormed());
        assertFalse(session("host:1", "host:1", "", 1, -1).isWellFormed());
        assertFalse(session("host:1", "host:1", "", 1, 65_536).isWellFormed());
    }

    @Test
    void shouldRefuseGamesThatMakeNoSense()
    {
        for (final GameOffer bad : new GameOffer[]{
            game("arena", 0, 4), game("arena", 5, 4), game("arena", 1, 65), game("Arena", 1, 4), game("", 1, 4),
            game("a\0b", 1, 4), game("a b", 1, 4) })
        {
            assertFalse(gameNode(List.of(bad)).isWellFormed());
        }
        assertFalse(gameNode(List.of(ARENA, ARENA)).isWellFormed());
        assertFalse(gameNode(List.of()).isWellFormed());
        final List<GameOffer> tooMany = new ArrayList<>();
        for (int i = 0; i <= Registration.GAMES_MAX; i++)
        {
            tooMany.add(game("game-" + i, 1, 4));
        }
        assertFalse(gameNode(tooMany).isWellFormed());
        assertTrue(gameNode(tooMany.subList(1, tooMany.size())).isWellFormed());
    }

    @Test
    void shouldRefuseGamesOnASessionNodeAndNodesOfNoKind()
    {
        assertFalse(new Registration(NodeKind.SESSION, 1, 0, 0, List.of(ARENA), "h:1", "h:1", "").isWellFormed());
        assertFalse(new Registration(NodeKind.NULL_VAL, 1, 0, 0, List.of(), "h:1", "h:1", "").isWellFormed());
    }

    @Test
    void shouldKnowHowManySeatsAnInstanceGets()
    {
        final GameOffer game = game("arena", 2, 16);
        assertEquals(16, game.seatsFor(0));
        assertEquals(0, game.seatsFor(1));
        assertEquals(2, game.seatsFor(2));
        assertEquals(0, game.seatsFor(17));
        assertArrayEquals(Arrays.copyOf("arena".getBytes(StandardCharsets.US_ASCII), 16), game.gameType());
    }

    private static Registration session(
        final String eventEndpoint, final String playEndpoint, final String host, final int capacity, final int port)
    {
        return new Registration(
            NodeKind.SESSION, capacity, port, port, List.of(), eventEndpoint, playEndpoint, host);
    }

    private static Registration gameNode(final List<GameOffer> games)
    {
        return new Registration(NodeKind.GAME, 1, 0, 0, games, "host:1", "host:2", "");
    }

    private static GameOffer game(final String type, final int seatsMin, final int seatsMax)
    {
        return GameOffer.of(Arrays.copyOf(type.getBytes(StandardCharsets.US_ASCII), 16), seatsMin, seatsMax);
    }
}
