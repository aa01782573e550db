package io.muster.master.engine.answer;

import io.muster.codecs.RecordKind;
import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.TestLog;
import io.muster.master.engine.TestNode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** How long an answer takes; to be run by hand. */
final class AnswerSpeed
{
    private static final int INSTANCES = 50_000;
    private static final int ROUNDS = 20_000;

    private AnswerSpeed()
    {
    }

    public static void main(final String[] args)
    {
        final TestLog log = new TestLog(
            new EngineSettings(5, 200_000, 60_000, 16 << 20, 1_000_000, 1_000_000, 1_000_000, 1_000));
        final TestNode session = TestNode.session(log, 1).up();
        final TestNode game = TestNode.game(log, 2, 60_000, "arena").up();
        game.say((it) -> it.declare("arena", "map:word", "rating:number", "#ranked"));
        for (int first = 1; first <= INSTANCES; first += 250)
        {
            final int from = first;
            session.say((it) ->
            {
                for (int id = from; id < from + 250; id++)
                {
                    it.enter(id, id, "user-" + id).create(id, 1, "arena", 0);
                }
            });
            game.say((it) ->
            {
                for (int id = from; id < from + 250; id++)
                {
                    it.started(id).accepted(id, id).describe(id, "map=map" + id % 20, "rating=" + id * 7 % 3_000,
                        id % 5 == 0 ? "#ranked" : "rating=" + id * 7 % 3_000);
                }
            });
        }
        final Ask arenas = new Ask(RecordKind.INSTANCES).of("arena").limit(20);
        time(log.engine(), "5 conditions, ordered by an attribute", arenas.equal("state", "running")
            .range("seats-free", 1, 9).equal("map", "map7").range("rating", 1_000, 1_200).orderBy("rating"));
        time(log.engine(), "tag and range, first 20 by rating", new Ask(RecordKind.INSTANCES).of("arena").limit(20)
            .tagged("ranked").range("rating", 100, 2_000).orderBy("rating"));
        time(log.engine(), "user by name", new Ask(RecordKind.USERS).text("name", "user-4711"));
        time(log.engine(), "20 users of a node", new Ask(RecordKind.USERS).equal("node", 1).limit(20));
    }

    private static void time(final Engine engine, final String what, final Ask ask)
    {
        final DirectBuffer query = ask.encoded(77);
        final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
        long ns = 0;
        int length = 0;
        for (int warm = 0; warm < 2; warm++)
        {
            final long beginNs = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++)
            {
                length = engine.answer(query, 0, ask.length(), 1, answer);
            }
            ns = (System.nanoTime() - beginNs) / ROUNDS;
        }
        System.out.printf("%-40s %7d ns, %d bytes, %d rows%n", what, ns, length,
            new Answered(new UnsafeBuffer(answer, 0, length), 1).rows.size());
    }
}
