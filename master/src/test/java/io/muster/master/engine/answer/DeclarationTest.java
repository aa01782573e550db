package io.muster.master.engine.answer;

import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.Batch;
import io.muster.master.engine.TestLog;
import io.muster.master.engine.TestNode;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What game nodes declare, and when that takes them down. */
class DeclarationTest
{
    private final TestLog log = new TestLog();
    private final TestNode game = TestNode.game(log, 2, 5, "arena").up();
    private final TestNode other = TestNode.game(log, 3, 5, "arena");

    @Test
    void shouldTakeEightAttributesAndSixtyFourTags()
    {
        final String[] names = Stream.concat(
            IntStream.range(0, 8).mapToObj((i) -> "n" + i + ":number"),
            IntStream.range(0, 64).mapToObj((i) -> "#t" + i)).toArray(String[]::new);

        game.say((it) -> it.declare("arena", names));

        assertTrue(game.isUp());
        assertEquals(RefusalCode.NONE, refusalOf(arena().equal("n7", 1).tagged("t63")));
    }

    @Test
    void shouldTakeDownANodeWhoseDeclarationIsMalformed()
    {
        refuses((it) -> it.declare("chess", "map:word"), "of a game that it does not offer");
        refuses((it) -> it.declare("arena", "map:word", "map:number"), "a name twice");
        refuses((it) -> it.declare("arena", "map:word", "#map"), "a name for two things");
        refuses((it) -> it.declare("arena",
            IntStream.range(0, 9).mapToObj((i) -> "n" + i + ":number").toArray(String[]::new)), "nine attributes");
        refuses((it) -> it.declare("arena",
            IntStream.range(0, 65).mapToObj((i) -> "#t" + i).toArray(String[]::new)), "sixty-five tags");
    }

    @Test
    void shouldTakeDownANodeThatDeclaresANameDifferentlyFromAnother()
    {
        game.say((it) -> it.declare("arena", "map:word", "rating:number", "#ranked"));

        assertEquals(List.of("NodeDown ATTRIBUTES_DIFFER"), otherSays("map:number"));
        assertEquals(List.of("NodeDown ATTRIBUTES_DIFFER"), otherSays("ranked:number"));
        assertEquals(List.of("NodeDown ATTRIBUTES_DIFFER"), otherSays("#map"));
        assertEquals(List.of("NodeDown ATTRIBUTES_DIFFER"), otherSays(
            IntStream.range(0, 7).mapToObj((i) -> "n" + i + ":number").toArray(String[]::new)), "nine attributes");
        assertTrue(game.isUp(), "the first comer stays");
        assertEquals(RefusalCode.FIELD_UNKNOWN, refusalOf(arena().equal("n0", 1)), "nothing of it is kept");
    }

    @Test
    void shouldLetALaterVersionAddNames()
    {
        game.say((it) -> it.declare("arena", "map:word"));
        final TestNode later = TestNode.game(log, 3, 5, "arena").up();

        later.say((it) -> it.declare("arena", "#ranked", "rating:number", "map:word"));
        game.say((it) -> it.declare("arena", "map:word"));

        assertTrue(later.isUp() && game.isUp());
        assertEquals(RefusalCode.NONE, refusalOf(arena().equal("map", "dust").equal("rating", 1).tagged("ranked")));
    }

    @Test
    void shouldBeginAnewWhenNobodyCountsOnTheNames()
    {
        game.say((it) -> it.declare("arena", "map:word", "rating:number"));

        game.up();
        game.say((it) -> it.declare("arena", "map:number"));

        assertTrue(game.isUp());
        assertEquals(RefusalCode.NONE, refusalOf(arena().range("map", 1, 2)));
        assertEquals(RefusalCode.FIELD_UNKNOWN, refusalOf(arena().equal("rating", 1)));
    }

    @Test
    void shouldKeepTheNamesWhileAnInstanceCountsOnThem()
    {
        final TestNode session = TestNode.session(log, 1).up();
        game.say((it) -> it.declare("arena", "map:word"));
        session.say((it) -> it.enter(1, 1, "ann").create(1, 1, "arena", 0));

        game.say((it) -> it.declare("arena", "map:number"));

        assertFalse(game.isUp());
    }

    @Test
    void shouldExpireAContinuationWhenItsNamesMeanSomethingElse()
    {
        game.say((it) -> it.declare("arena", "map:word", "rating:number"));
        final Ask ask = arena().range("rating", 0, 9);
        final Answered first = Answered.of(log.engine(), ask, 1);

        game.up();
        game.say((it) -> it.declare("arena", "rating:number", "map:word"));

        assertEquals(RefusalCode.CONTINUATION_EXPIRED, refusalOf(first.next(ask)));
    }

    private void refuses(final Consumer<Batch> declaration, final String why)
    {
        game.up();
        assertEquals(List.of("NodeDown REGISTRATION_MALFORMED"), game.say(declaration), why);
    }

    private List<String> otherSays(final String... names)
    {
        return other.up().say((it) -> it.declare("arena", names));
    }

    private static Ask arena()
    {
        return new Ask(RecordKind.INSTANCES).of("arena");
    }

    private RefusalCode refusalOf(final Ask ask)
    {
        return Answered.of(log.engine(), ask, log.position()).code;
    }
}
