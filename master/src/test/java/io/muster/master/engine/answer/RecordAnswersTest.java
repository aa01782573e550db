package io.muster.master.engine.answer;

import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.Engine;
import io.muster.master.engine.TestLog;
import io.muster.master.engine.TestNode;
import io.muster.master.engine.directory.Allocation;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an operator asks of a whole engine, and reads. */
class RecordAnswersTest
{
    private final TestLog log = new TestLog();
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode game = TestNode.game(log, 2, 5, "arena", "chess2").up();

    /** Ann (1) and bob (2) sit in arena 1, cid (3) waits for chess 2 to start, and dan (4) is away. */
    @BeforeEach
    void live()
    {
        game.say((it) -> it.declare("arena", "map:word", "rating:number", "#ranked", "#fresh"));
        session.say((it) -> it.enter(1, 1, "ann").enter(2, 2, "bob").enter(3, 3, "cid").enter(4, 4, "dan"));
        session.say((it) -> it.create(1, 1, "arena", 0).create(3, 1, "chess2", 0));
        game.say((it) -> it.started(1).accepted(1, 1));
        session.say((it) -> it.join(2, 1, 1).detach(4, 4));
        game.say((it) -> it.accepted(1, 2).describe(1, "map=dust", "rating=1200", "#ranked"));
        log.pass(1_000);
        session.beat();
        game.beat();
    }

    @Test
    void shouldShowUsers()
    {
        assertEquals(List.of(
            "1 node 1 SEATED in 1 seat 0 away 0 ann",
            "2 node 1 SEATED in 1 seat 1 away 0 bob",
            "3 node 1 OFFERED in 2 seat 0 away 0 cid",
            "4 node 0 SEATLESS in 0 seat 0 away 1000 dan"), rows(users()));
        assertEquals(List.of("2 node 1 SEATED in 1 seat 1 away 0 bob"), rows(users().text("name", "bob")));
        assertEquals(2, rows(users().equal("state", "seated").equal("instance", 1)).size());
        assertEquals(1, rows(users().equal("node", -1)).size());
        assertEquals(1, rows(users().range("detached-ms", 1, Long.MAX_VALUE)).size());
    }

    @Test
    void shouldShowInstances()
    {
        final String arena = "1 arena node 2 RUNNING 2/4 age 1000 map=dust rating=1200 #ranked";
        final String chess = "2 chess2 node 2 STARTING 1/2 age 1000";

        assertEquals(List.of(arena, chess), rows(instances()));
        assertEquals(List.of(chess), rows(instances().equal("state", "starting")));
        assertEquals(List.of(chess), rows(instances().of("chess2")));
        assertEquals(List.of(chess, arena), rows(instances().orderBy("seats-free")));
        assertEquals(List.of(arena), rows(instances().of("arena").equal("map", "dust").range("rating", 1_000, 1_500)
            .tagged("ranked").orderBy("rating")));
        assertEquals(List.of(), rows(instances().of("arena").tagged("fresh")));
    }

    @Test
    void shouldShowNodes()
    {
        final String first = "1 SESSION up 3/1000 40001 0 localhost:20001 localhost:30001 localhost";
        final String second = "2 GAME up 2/5 0 0 localhost:20002 localhost:30002 ";

        assertEquals(List.of(second, first), rows(nodes().orderBy("load")));
        assertEquals(List.of(second), rows(nodes().equal("kind", "game")));
        assertEquals(List.of(), rows(nodes().equal("up", "no")));
    }

    @Test
    void shouldForgetWhatAnInstanceIsNoLongerDescribedBy()
    {
        game.say((it) -> it.describe(1, "rating=-5", "#fresh"));

        assertEquals(List.of(), rows(instances().of("arena").equal("map", "dust")));
        assertEquals(List.of(), rows(instances().of("arena").tagged("ranked")));
        assertEquals(List.of("1 arena node 2 RUNNING 2/4 age 1000 rating=-5 #fresh"),
            rows(instances().of("arena").tagged("fresh").range("rating", -10, 0)));
    }

    @Test
    void shouldIgnoreWhatIsNotDeclaredAndInstancesOfOthers()
    {
        final TestNode other = TestNode.game(log, 3, 5, "arena").up();
        other.say((it) -> it.describe(1, "map=aztec").describe(99, "map=aztec"));
        game.say((it) -> it.describe(1, "colour=red", "map=40", "#odd", "rating=7").describe(2, "map=dust"));

        assertTrue(other.isUp() && game.isUp());
        assertEquals(List.of("1 arena node 2 RUNNING 2/4 age 1000 rating=7", "2 chess2 node 2 STARTING 1/2 age 1000"),
            rows(instances()));
    }

    @Test
    void shouldAnswerAlikeFromASnapshot()
    {
        final Ask ask = instances().of("arena").equal("map", "dust").tagged("ranked").orderBy("rating");

        assertEquals(1, rows(ask).size());
        assertEquals(rows(ask), Answered.of(log.restoreAnother(), ask, log.position()).rows);
    }

    @Test
    void shouldRefuseWhatCannotBeAsked()
    {
        assertEquals(RefusalCode.GAME_TYPE_UNKNOWN, refusalOf(instances().of("go")));
        assertEquals(RefusalCode.FIELD_UNKNOWN, refusalOf(users().of("arena")));
        assertEquals(RefusalCode.FIELD_UNKNOWN, refusalOf(instances().of("chess2").equal("map", "dust")));
        assertEquals(RefusalCode.FIELD_UNKNOWN, refusalOf(instances().equal("open-type", 1)), "not for askers");
        assertEquals(RefusalCode.FIELD_UNKNOWN, refusalOf(users().equal("client", 1)), "not for askers");
        assertEquals(RefusalCode.QUERY_MALFORMED, refusalOf(new Ask(RecordKind.NULL_VAL)));
        assertEquals(RefusalCode.LIMIT_OUT_OF_RANGE, refusalOf(nodes().limit(0)));
        assertEquals(RefusalCode.KEYWORD_MALFORMED, refusalOf(nodes().equal("kind", "match")));
        assertEquals(RefusalCode.RANGE_IMPOSSIBLE, refusalOf(nodes().range("load", 2, 1)));
        assertEquals(RefusalCode.TEXT_TOO_LONG, refusalOf(users().text("name", "n".repeat(33))));
        assertEquals(RefusalCode.CONTINUATION_FOREIGN, refusalOf(users().after(1, 2, 3, 4)));
    }

    @Test
    void shouldExplain()
    {
        assertEquals("instances: by the unique id, about 1 of 2 records looked at",
            Answered.of(log.engine(), instances().equal("id", 1).equal("node", 2).explained(), 1).explanation);
        assertEquals("users: by the unique text name, about 1 of 4 records looked at",
            Answered.of(log.engine(), users().text("name", "ann").explained(), 1).explanation);
    }

    @Test
    void shouldAllocateNothingForAnAnswer()
    {
        final Ask[] asks = {
            users().equal("state", "seated").orderBy("id"),
            users().text("name", "ann"),
            instances().of("arena").equal("map", "dust").range("rating", 0, 9_999).tagged("ranked").orderBy("rating"),
            instances().orderBy("seats-free"),
            users().equal("colour", 1)};
        for (final Ask ask : asks)
        {
            final DirectBuffer query = ask.encoded(1);
            final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
            final Runnable work = () ->
            {
                for (int i = 0; i < 20_000; i++)
                {
                    log.engine().answer(query, 0, ask.length(), 1, answer);
                }
            };
            work.run(); // Warm up, so that the compiler has had its share.
            Allocation.expectNone(work);
        }
    }

    /** Whatever bits are flipped on the way, the answer is one, or none. */
    @Test
    void shouldNeverThrowWhateverComesIn()
    {
        final Random random = new Random(7);
        final Ask ask = instances().of("arena").equal("map", "dust").range("rating", 0, 9_999).tagged("ranked")
            .text("name", "x").orderBy("rating");
        final UnsafeBuffer whole = new UnsafeBuffer(ask.encoded(1), 0, ask.length());
        final UnsafeBuffer query = new UnsafeBuffer(new byte[whole.capacity()]);
        final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
        for (int i = 0; i < 100_000; i++)
        {
            query.putBytes(0, whole, 0, whole.capacity());
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--)
            {
                query.putByte(random.nextInt(query.capacity()), (byte)random.nextInt());
            }
            log.engine().answer(query, 0, random.nextInt(query.capacity() + 1), 1, answer);
        }
    }

    private static Ask users()
    {
        return new Ask(RecordKind.USERS);
    }

    private static Ask instances()
    {
        return new Ask(RecordKind.INSTANCES);
    }

    private static Ask nodes()
    {
        return new Ask(RecordKind.NODES);
    }

    private List<String> rows(final Ask ask)
    {
        final Answered answered = Answered.of(log.engine(), ask, log.position());
        assertEquals(RefusalCode.NONE, answered.code);
        return answered.rows;
    }

    private RefusalCode refusalOf(final Ask ask)
    {
        return Answered.of(log.engine(), ask, log.position()).code;
    }
}
