package io.muster.benchmarks.directory;

import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.directory.engine.EngineKind;
import io.muster.benchmarks.directory.report.Numbers;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A speed is worth nothing if the answer is wrong. */
class AnswersTest
{
    private static final int USERS = 1_000;

    private static Numbers measured(final EngineKind kind, final int users)
    {
        final Numbers numbers = new Numbers();
        new Course(kind.make(), users, numbers, new Steps(kind.key())).run();
        return numbers;
    }

    private static Numbers answered(final String question, final long sum)
    {
        final Numbers numbers = new Numbers();
        numbers.answer("lookup", 7);
        numbers.answer(question, sum);
        return numbers;
    }

    @Test
    void shouldGetEqualAnswersFromEveryEngineInThisProcess()
    {
        assertDoesNotThrow(() -> DirectoryBenchmark.requireEqualAnswers(Map.of(
            "muster", measured(EngineKind.MUSTER, USERS),
            "cqengine", measured(EngineKind.CQENGINE, USERS),
            "h2", measured(EngineKind.H2, USERS),
            "hashMaps", measured(EngineKind.HASH_MAPS, USERS))));
    }

    @Test
    void shouldAnswerOtherwiseForOtherUsers()
    {
        final Numbers some = measured(EngineKind.HASH_MAPS, USERS);
        final Numbers others = measured(EngineKind.HASH_MAPS, USERS + 1);

        assertTrue(some.differences(others).contains("inserted conjunction"), some.differences(others)::toString);
        assertTrue(some.differences(others).contains("removed lookup"), some.differences(others)::toString);
    }

    @Test
    void shouldNameTheEnginesAndTheQuestionWhenAnAnswerIsWrong()
    {
        final BenchmarkError.Refusal refusal = assertThrows(BenchmarkError.Refusal.class, () ->
            DirectoryBenchmark.requireEqualAnswers(Map.of(
                "one", answered("range", 1), "other", answered("range", 2))));

        assertEquals(1, refusal.error().exitStatus());
        assertTrue(refusal.getMessage().matches("M0252 (one and other|other and one) gave different answers to: range"),
            refusal.getMessage());
    }

    @Test
    void shouldNotCompareWhatWasNotMeasured()
    {
        assertDoesNotThrow(() -> DirectoryBenchmark.requireEqualAnswers(Map.of(
            "one", answered("range", 1), "other", Numbers.missing("not here"))));
    }

    @Test
    void shouldNotAcceptTwoAnswersToOneQuestionFromOneEngine()
    {
        final Numbers numbers = answered("range", 1);

        assertThrows(IllegalStateException.class, () -> numbers.answer("range", 2));
    }
}
