package io.muster.master.engine.answer;

import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.TestLog;
import io.muster.master.engine.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Page after page by wire, while users come and go, and from one replica to another. */
class PagingTest
{
    private static final int SESSION = 1;

    private final TestLog log = new TestLog(
        new EngineSettings(5, 120_000, 6, 1 << 20, 3_000, 10_000, 2_000, 1_000));
    private final TestNode session = TestNode.session(log, SESSION).up();
    private final Set<Integer> here = new HashSet<>();
    private int entered;

    @ParameterizedTest
    @CsvSource({"1,'',7", "2,id,7", "3,'',100", "4,id,100", "5,instance,3"})
    void shouldShowWhatStaysOnceWhileOthersComeAndGo(final long seed, final String order, final int limit)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        enter(300);
        final Set<Integer> staying = new HashSet<>(here.stream().filter((id) -> id % 3 == 0).toList());
        final List<Integer> shown = new ArrayList<>();
        final Ask ask = new Ask(RecordKind.USERS).equal("node", SESSION).limit(limit);
        if (!order.isEmpty())
        {
            ask.orderBy(order);
        }

        Engine replica = log.engine();
        boolean hasMore = true;
        for (int page = 0; hasMore; page++)
        {
            final Answered answered = Answered.of(replica, ask, log.position());
            assertEquals(RefusalCode.NONE, answered.code, "seed " + seed);
            assertTrue(answered.length <= 1_344, "one datagram: " + answered.length);
            answered.rows.forEach((row) -> shown.add(Integer.parseInt(row.substring(0, row.indexOf(' ')))));
            hasMore = answered.hasMore;
            answered.next(ask);
            churn(random, staying);
            replica = page == 2 ? log.restoreAnother() : replica;
        }

        assertEquals(shown.size(), new HashSet<>(shown).size(), "shown once, seed " + seed);
        assertTrue(shown.containsAll(staying), "what stayed was shown, seed " + seed);
    }

    @Test
    void shouldTellAllThatThereIsThoughOneAnswerHoldsLess()
    {
        enter(100);
        final Ask ask = new Ask(RecordKind.USERS).limit(100);
        int pages = 0;
        int rows = 0;
        Answered answered;
        do
        {
            answered = Answered.of(log.engine(), ask, log.position());
            answered.next(ask);
            rows += answered.rows.size();
            pages++;
        }
        while (answered.hasMore);

        assertEquals(100, rows);
        assertTrue(pages > 1 && pages < 10, pages + " pages");
    }

    @Test
    void shouldRefuseAQueryThatIsTooDear()
    {
        enter(100_001);

        assertEquals(RefusalCode.QUERY_TOO_DEAR,
            Answered.of(log.engine(), new Ask(RecordKind.USERS).orderBy("id"), 1).code);
        assertEquals(List.of("7 node 1 SEATLESS in 0 seat 0 away 0 user-7"),
            Answered.of(log.engine(), new Ask(RecordKind.USERS).equal("id", 7).orderBy("id"), 1).rows);

        final Ask common = new Ask(RecordKind.USERS).equal("node", SESSION).limit(5);
        assertEquals("users: all, by slot, about 5 of 100001 records looked at",
            Answered.of(log.engine(), common.explained(), 1).explanation);
        assertEquals(5, Answered.of(log.engine(), new Ask(RecordKind.USERS).equal("node", SESSION).limit(5), 1)
            .rows.size());

        final Ask rare = new Ask(RecordKind.USERS).range("detached-ms", 1, 2);
        final Answered nothingYet = Answered.of(log.engine(), rare, 1);
        assertEquals(List.of(), nothingYet.rows);
        assertTrue(nothingYet.hasMore, "it stopped after 100,000");
        final Answered rest = Answered.of(log.engine(), nothingYet.next(rare), 1);
        assertTrue(rest.rows.isEmpty() && !rest.hasMore);
    }

    private void churn(final SplittableRandom random, final Set<Integer> staying)
    {
        final List<Integer> leaving = here.stream().sorted()
            .filter((id) -> !staying.contains(id) && random.nextInt(8) == 0).toList();
        session.say((it) -> leaving.forEach((id) -> it.leave(id, id)));
        here.removeAll(leaving);
        enter(random.nextInt(20));
    }

    private void enter(final int count)
    {
        for (int left = count; left > 0; left -= Math.min(left, 500))
        {
            final int now = Math.min(left, 500);
            session.say((it) ->
            {
                for (int i = 0; i < now; i++)
                {
                    entered++;
                    it.enter(entered, entered, "user-" + entered);
                    here.add(entered);
                }
            });
        }
    }
}
