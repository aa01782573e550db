package io.muster.replay.instance;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

class FieldDiffTest
{
    /** Without an equals of its own. */
    private static final class Piece
    {
        int x;
        boolean isKing;
        Piece next;
    }

    private static final class Board
    {
        private final Piece[] pieces = {new Piece(), new Piece()};
        private Piece leader = pieces[0];
        private final Set<Piece> set = new HashSet<>(List.of(new Piece()));
        private final Map<String, Integer> scores = new HashMap<>();
        private final Map<Piece, Integer> byPiece = new HashMap<>(Map.of(new Piece(), 1));
        private final Optional<Piece> optional = Optional.of(new Piece());
        private final List<String> names = new ArrayList<>(List.of("ann"));
        private int x;
        private int y;
        private boolean isOver;
        private boolean isOpen;
    }

    private final Board live = new Board();
    private final Board now = new Board();

    private List<String> differences()
    {
        return FieldDiff.between("live", live, "now", now);
    }

    @Test
    void shouldFindGamesAlikeWhoseObjectsAreOthers()
    {
        live.pieces[1].next = live.pieces[0];
        live.pieces[0].next = live.pieces[1];
        now.pieces[1].next = now.pieces[0];
        now.pieces[0].next = now.pieces[1];
        assertEquals(List.of(), differences());
    }

    /** Small numbers and truths are the same objects everywhere. */
    @Test
    void shouldTellEveryValueThatDiffers()
    {
        now.x = 1;
        now.y = 1;
        now.isOver = true;
        now.isOpen = true;
        now.scores.put("ann", 3);
        now.names.set(0, "bob");
        now.optional.orElseThrow().x = 4;
        assertEquals(List.of(
            "Board.scores.size(): live 0, now 1",
            "Board.optional.x: live 0, now 4",
            "Board.names[0]: live ann, now bob",
            "Board.x: live 0, now 1",
            "Board.y: live 0, now 1",
            "Board.isOver: live false, now true",
            "Board.isOpen: live false, now true"), differences());
    }

    @Test
    void shouldCompareAnObjectOnEachOfItsWays()
    {
        now.leader = new Piece();
        now.leader.isKing = true;
        assertEquals(List.of("Board.leader.isKing: live false, now true"), differences());
    }

    @Test
    void shouldNotFollowALongListForEver()
    {
        Piece one = live.pieces[0];
        Piece other = now.pieces[0];
        for (int i = 0; i < 100_000; i++)
        {
            one.next = new Piece();
            other.next = new Piece();
            one = one.next;
            other = other.next;
        }
        assertEquals(List.of(), differences());
    }
}
