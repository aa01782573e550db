package io.muster.failover.history;

import io.muster.codecs.RefusalCode;
import io.muster.failover.history.record.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is lost, what is there twice, what no order explains, and what proves nothing. */
class JudgeTest
{
    private final Script life = new Script();
    private final Script end = new Script();

    @BeforeEach
    void live()
    {
        life.enter(1, "ann");
        life.enter(2, "bob");
        life.create(1, 50);
        life.join(2, 50, 1);
        life.leave(2, 50);
    }

    private HistoryVerdict judge()
    {
        return new Judge(life.operations(), Script.SEATS).judge(end.operations(), 5, 0);
    }

    private void read(final long user, final long eventSeq)
    {
        final Operation read = end.readUser(user, 0, 0);
        read.eventSeq = eventSeq;
    }

    @Test
    void shouldBeLegalWhenAllIsThere()
    {
        read(1, 1);
        read(2, 2);
        assertEquals(HistoryVerdict.LEGAL, judge().verdict(), judge()::toString);
    }

    @Test
    void shouldCountWhatIsLost()
    {
        read(2, 1);
        assertEquals(1, judge().lost());
        assertEquals("illegal", judge().verdict());
    }

    @Test
    void shouldCountWhatIsThereTwice()
    {
        read(2, 3);
        assertEquals(1, judge().duplicated());
        assertEquals("illegal", judge().verdict());
    }

    @Test
    void shouldCountWhatIsThereThoughNobodyWasTold()
    {
        life.unanswered();
        read(2, 2);
        assertEquals(1, judge().unknownApplied());
        assertEquals(0, judge().duplicated());
    }

    @Test
    void shouldSeeByTheClientsClocksAloneThatSomethingIsWrong()
    {
        life.joinRefused(2, 50, RefusalCode.INSTANCE_FULL);
        final HistoryVerdict verdict = judge();
        assertTrue(verdict.violations().stream().anyMatch((it) -> it.startsWith("no legal order of instance 50")),
            verdict::toString);
    }

    @Test
    void shouldBeVoidWhenTooLittleWasAcknowledged()
    {
        final Script little = new Script();
        little.enter(1, "ann");
        assertEquals("void", new Judge(little.operations(), Script.SEATS).judge(List.of(), 5, 0).verdict());
    }
}
